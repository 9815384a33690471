import { Paper, Skeleton, Stack, Text } from "@mantine/core";
import { counted } from "../../format/number.js";
import { TimeAgo } from "../../ui/exact-instant.js";
import type { useRecentClients } from "./use-recent-clients.js";

const SHOWN = 4;

/** Whom it will hit: the addresses and programs seen with a key in the last 7 days. */
export function RecentClients(recent: ReturnType<typeof useRecentClients>) {
  const { clients, isCut, isKnowable } = recent;
  if (!isKnowable) return null;
  if (!clients) return <Skeleton height={56} radius="md" />;
  if (clients.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nobody has used it in the last 7 days.
      </Text>
    );
  }
  const rest = clients.length - SHOWN;
  return (
    <Paper withBorder radius="md" p="sm">
      <Text size="xs" c="dimmed" mb={6}>
        Seen with it in the last 7 days{isCut ? " (its newest 100 requests)" : ""}
      </Text>
      <Stack gap={6}>
        {clients.slice(0, SHOWN).map((client) => (
          <div key={`${client.ip} ${client.userAgent}`}>
            <Text size="sm" ff="monospace" fz="xs">
              {client.ip}
            </Text>
            <Text size="xs" c="dimmed" lineClamp={1} title={client.userAgent}>
              {client.userAgent} · {counted(client.requests, "request")},{" "}
              <TimeAgo at={client.lastAt} />
            </Text>
          </div>
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
