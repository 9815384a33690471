import { useQuery } from "@apollo/client/react";
import { Anchor, Group, Paper, Stack, Text } from "@mantine/core";
import { Link } from "react-router";
import type { KeyAlertsQuery } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { paths } from "../../paths.js";
import { TimeAgo } from "../../ui/exact-instant.js";
import { PageSection } from "../../ui/page-section.js";
import { SeverityBadge } from "../../ui/severity-badge.js";
import { useOnReturn } from "../../ui/use-on-return.js";
import { KeyAlertsDocument } from "./key-page.documents.js";

const POLL_MS = 60_000;

type KeyAlert = NonNullable<KeyAlertsQuery["apiKey"]>["alerts"][number];

/** What is to be looked at of a key, for who may read the logs; nothing while there is nothing. */
export function KeyAlerts({ apiKeyId }: { apiKeyId: string }) {
  const { scopes, workspace } = useWorkspaceSession();
  const mayRead = scopes.has("logs:read");
  const { data, refetch } = useQuery(KeyAlertsDocument, {
    variables: { id: apiKeyId },
    fetchPolicy: "cache-and-network",
    skip: !mayRead,
    pollInterval: POLL_MS,
    skipPollAttempt: () => document.hidden,
  });
  // The page itself says when the server cannot be reached.
  useOnReturn(() => {
    if (mayRead) void refetch().catch(() => undefined);
  });
  const alerts = data?.apiKey?.alerts ?? [];
  if (alerts.length === 0) return null;
  return (
    <PageSection
      title="Alerts"
      action={
        <Anchor
          component={Link}
          size="sm"
          to={paths.alerts.ofKeyLink(workspace.slug, apiKeyId, "all")}
        >
          All alerts of this key
        </Anchor>
      }
    >
      <Paper withBorder radius="lg" p="md">
        <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: "none" }}>
          {alerts.map((alert) => (
            <AlertLine key={alert.id} alert={alert} />
          ))}
        </Stack>
      </Paper>
    </PageSection>
  );
}

function AlertLine({ alert }: { alert: KeyAlert }) {
  const { workspace } = useWorkspaceSession();
  return (
    <Group component="li" gap="xs">
      <SeverityBadge level={alert.severity} />
      <Anchor component={Link} size="sm" to={paths.alerts.link(workspace.slug, alert.id)}>
        {alert.title}
      </Anchor>
      <Text size="xs" c="dimmed">
        {alert.status === "ACKNOWLEDGED" && `Acknowledged by ${alert.acknowledgedBy}. `}
        Opened <TimeAgo at={alert.openedAt} />
      </Text>
    </Group>
  );
}
