import { Paper, Skeleton, Stack, Text } from "@mantine/core";
import type { ApiKeyRowFragment } from "../../api/generated/graphql.js";
import { timeAgo } from "../../format/time.js";
import { clientSummary } from "./client-summary.js";
import { useRecentClients } from "./use-recent-clients.js";

/** The keys that an action will hit, each with who used it in the last 7 days. */
export function BulkKeys({ keys }: { keys: readonly ApiKeyRowFragment[] }) {
  const { uses, isKnowable } = useRecentClients(keys.map((key) => key.id));
  return (
    <Paper withBorder radius="md" p="sm">
      {isKnowable && (
        <Text size="xs" c="dimmed" mb={6}>
          Seen with them in the last 7 days
        </Text>
      )}
      <Stack
        component="ul"
        gap="xs"
        mah={280}
        m={0}
        p={0}
        tabIndex={0}
        aria-label="Keys"
        style={{ overflowY: "auto", listStyle: "none" }}
      >
        {keys.map((key) => {
          const use = uses?.get(key.id);
          return (
            <li key={key.id}>
              <Text size="sm" fw={600} style={{ overflowWrap: "anywhere" }}>
                {key.name}
              </Text>
              {isKnowable && !uses ? (
                <Skeleton height={14} mt={2} w="70%" />
              ) : (
                <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
                  {use ? clientSummary(use) : lastUse(key)}
                </Text>
              )}
            </li>
          );
        })}
      </Stack>
    </Paper>
  );
}

/** What the key itself tells, for who may not read the logs. */
function lastUse({ lastUsedAt, lastUsedIp }: ApiKeyRowFragment): string {
  if (!lastUsedAt) return "never used";
  return `last used ${timeAgo(lastUsedAt, Date.now())} from ${lastUsedIp ?? "an unknown address"}`;
}
