import { KEY_ENVIRONMENTS } from "@latchkey/shared";
import { Paper, Text } from "@mantine/core";
import type { ApiKeyRowFragment } from "../../api/generated/graphql.js";
import { exactTime } from "../../format/time.js";
import { DefinitionList } from "../../ui/definition-list.js";

/** What was decided at creation, and why it cannot be edited. */
export function FixedFields({ apiKey }: { apiKey: ApiKeyRowFragment }) {
  const { campaign, environment, expiresAt } = apiKey;
  return (
    <Paper withBorder radius="md" p="sm">
      <DefinitionList
        items={[
          { title: "Campaign", value: campaign?.name ?? "All campaigns" },
          { title: "Environment", value: KEY_ENVIRONMENTS[environment].title },
          { title: "Expires", value: expiresAt ? exactTime(expiresAt) : "Never" },
        ]}
      />
      <Text size="xs" c="dimmed" mt="xs">
        Fixed at creation, so that nobody can widen or prolong a key that is already out there.
        Create a new key instead.
      </Text>
    </Paper>
  );
}
