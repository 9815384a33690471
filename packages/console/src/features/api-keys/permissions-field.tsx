import { expandScopes, missingScopes, PRESETS, type Scope } from "@latchkey/shared";
import { Radio, SimpleGrid, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { type Permissions, withChoice } from "./permissions.js";
import classes from "./permissions-field.module.css";
import { ScopePicker } from "./scope-picker.js";

const CHOICES = [
  { value: "READ_ONLY", ...PRESETS.READ_ONLY },
  { value: "READ_WRITE", ...PRESETS.READ_WRITE },
  {
    value: "CUSTOM",
    title: "Custom",
    description: "Choose each permission yourself",
    scopes: [] as readonly Scope[],
  },
] as const;

/** Read Only, Read + Write, or Custom with its picker; nobody can give what they do not hold. */
export function PermissionsField(props: {
  readonly value?: Permissions;
  readonly onChange?: (value: Permissions) => void;
  readonly error?: ReactNode;
}) {
  const { value = { choice: "READ_ONLY", customScopes: [] }, onChange, error } = props;
  const held = expandScopes(useWorkspaceSession().scopes);
  const choose = (name: string) => {
    const choice = CHOICES.find((candidate) => candidate.value === name);
    if (choice) onChange?.(withChoice(value, choice.value));
  };
  return (
    <Stack gap="sm">
      <Radio.Group label="Permissions" value={value.choice} onChange={choose} error={error}>
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="xs" mt={4} mb={error ? 6 : 0}>
          {CHOICES.map((choice) => (
            <Radio
              key={choice.value}
              value={choice.value}
              label={choice.title}
              description={choice.description}
              disabled={missingScopes(choice.scopes, held).length > 0}
              classNames={{
                root: classes["card"],
                body: classes["body"],
                label: classes["label"],
                inner: classes["inner"],
              }}
            />
          ))}
        </SimpleGrid>
      </Radio.Group>
      {value.choice === "CUSTOM" && (
        <ScopePicker
          held={held}
          value={value.customScopes}
          onChange={(customScopes) => onChange?.({ choice: "CUSTOM", customScopes })}
        />
      )}
    </Stack>
  );
}
