import { Box, Button, Group, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useSearchParams } from "react-router";
import { pastedId, withStory } from "./request-story-address.js";

/** Finds a refusal by the decision id that the refused program was told, and opens its story. */
export function DecisionSearch() {
  const [, setSearch] = useSearchParams();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const id = pastedId(text);
    setProblem(
      id
        ? null
        : "Paste the decisionId of the refusal: 36 characters like 01a1fdd1-4370-7288-8aae-ccd3835a6b58.",
    );
    if (id) setSearch((search) => withStory(search, id));
  };
  return (
    <Box component="form" flex="1 1 260px" miw={0} onSubmit={submit} noValidate>
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <TextInput
          type="search"
          aria-label="Decision ID"
          placeholder="Decision ID of a refusal"
          autoComplete="off"
          spellCheck={false}
          flex={1}
          miw={0}
          maw={340}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
          value={text}
          error={problem}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <Button type="submit" variant="default" flex="none">
          Find
        </Button>
      </Group>
    </Box>
  );
}
