import { Paper, Skeleton, Stack, Text } from "@mantine/core";
import { counted } from "../../format/number.js";
import { TimeAgo } from "../../ui/exact-instant.js";
import { type RecentClient, useRecentClients } from "./use-recent-clients.js";

const SHOWN = 4;

/** Whom it will hit: the addresses and programs seen with a key in the last 7 days. */
export function RecentClients({ apiKeyId }: { apiKeyId: string }) {
  const { uses, isKnowable } = useRecentClients([apiKeyId]);
  if (!isKnowable) return null;
  if (!uses) return <Skeleton height={56} radius="md" />;
  const { recentClients = [], recentClientCount = 0 } = uses.get(apiKeyId) ?? {};
  if (recentClients.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nobody has used it in the last 7 days.
      </Text>
    );
  }
  const rest = recentClientCount - Math.min(SHOWN, recentClients.length);
  return (
    <Paper withBorder radius="md" p="sm">
      <Text size="xs" c="dimmed" mb={6}>
        Seen with it in the last 7 days
      </Text>
      <Stack gap={6}>
        {recentClients.slice(0, SHOWN).map((client) => (
          <ClientLine key={`${client.address} ${client.userAgent}`} client={client} />
        ))}
        {rest > 0 && (
          <Text size="xs" c="dimmed">
            and {counted(rest, "other")}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}

function ClientLine({ client }: { client: RecentClient }) {
  const program = client.userAgent ?? "unnamed client";
  return (
    <div>
      <Text size="xs" ff="monospace">
        {client.address ?? "unknown address"}
      </Text>
      <Text size="xs" c="dimmed" lineClamp={2} title={program}>
        {program} · {counted(client.requests, "request")}
        {client.refusals > 0 && ` (${client.refusals} refused)`}, <TimeAgo at={client.lastSeenAt} />
      </Text>
    </div>
  );
}
