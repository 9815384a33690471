import { useApolloClient } from "@apollo/client/react";
import { Button, Group, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { errorText, fieldErrors } from "../../api/error-text.js";
import { FailureAlert } from "../../ui/failure-alert.js";
import { type AccessExplanation, AccessResult } from "./access-result.js";
import { ExplainAccessDocument } from "./key-page.documents.js";

const EMPTY = { operation: "", address: "", at: "" };

/** Asks what would become of a request with a key, without its secret: what, from where and when. */
export function AccessForm({ apiKeyId }: { apiKeyId: string }) {
  const client = useApolloClient();
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [explanation, setExplanation] = useState<AccessExplanation | null>(null);
  const form = useForm({
    initialValues: EMPTY,
    // An answer to another question would mislead.
    onValuesChange: () => setExplanation(null),
  });
  const submit = form.onSubmit(async ({ operation, address, at }) => {
    setIsBusy(true);
    setRefusal(null);
    setExplanation(null);
    try {
      const { data } = await client.query({
        query: ExplainAccessDocument,
        variables: {
          keyId: apiKeyId,
          operation: operation.trim() || null,
          address: address.trim() || null,
          at: at === "" ? null : new Date(at).toISOString(),
        },
        fetchPolicy: "no-cache",
      });
      setExplanation(data?.explainAccess ?? null);
    } catch (error) {
      const found = fieldErrors(error, ["operation", "address"]);
      form.setErrors(found);
      if (Object.keys(found).length === 0) setRefusal(errorText(error));
    }
    setIsBusy(false);
  });
  return (
    <form onSubmit={submit} noValidate aria-label="Check a request">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          Describe a request of the program that fails. The same rules answer that judge real ones;
          nothing is sent with the key, and nothing is changed.
        </Text>
        <Textarea
          label="Operation"
          description="Optional: the GraphQL document it sends, to check the permissions"
          placeholder="{ leads(first: 5) { nodes { name } } }"
          autosize
          minRows={2}
          maxRows={12}
          spellCheck={false}
          autoComplete="off"
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
          {...form.getInputProps("operation")}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput
            label="Address"
            description="Where it runs; without one, your own"
            placeholder="203.0.113.7"
            spellCheck={false}
            autoComplete="off"
            {...form.getInputProps("address")}
          />
          <TextInput
            type="datetime-local"
            label="Time"
            description="When; without one, now"
            {...form.getInputProps("at")}
          />
        </SimpleGrid>
        {refusal && <FailureAlert>{refusal}</FailureAlert>}
        <Group justify="flex-end">
          <Button type="submit" variant="light" loading={isBusy}>
            Check
          </Button>
        </Group>
        <div role="status">{explanation && <AccessResult {...explanation} />}</div>
      </Stack>
    </form>
  );
}
