import { Badge, Group, Stack, Text } from "@mantine/core";
import { type ReactNode, useRef } from "react";
import type { AlertQuery } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { DefinitionList } from "../../ui/definition-list.js";
import { SeverityBadge } from "../../ui/severity-badge.js";
import { AcknowledgeForm } from "./acknowledge-form.js";
import { alertFigures } from "./alert-figures.js";
import { AlertHistory } from "./alert-history.js";
import { AlertRemedies } from "./alert-remedies.js";
import { AlertRequests } from "./alert-requests.js";
import { ALERT_STATUS_TITLES, alertHeadline, kindTitle } from "./alert-words.js";

/** An alert as its panel shows it. */
export type ShownAlert = NonNullable<AlertQuery["alert"]>;

/** Everything that is known of one alert: what happened, what to do, what it was told by, and who knows. */
export function AlertBody(props: { readonly alert: ShownAlert; readonly onRefresh: () => void }) {
  const { alert, onRefresh } = props;
  const { scopes } = useWorkspaceSession();
  const history = useRef<HTMLElement>(null);
  return (
    <Stack gap="lg">
      <div>
        <Group gap="xs" mb="xs">
          <SeverityBadge level={alert.severity} />
          <Badge variant="default" radius="sm" tt="none">
            {ALERT_STATUS_TITLES[alert.status]}
          </Badge>
          <Text size="sm" c="dimmed">
            {kindTitle(alert.kind)}
          </Text>
        </Group>
        <Text component="h3" size="lg" fw={650} m={0}>
          {alertHeadline(alert)}
        </Text>
      </div>
      <Part title="What happened">
        <DefinitionList items={alertFigures(alert)} />
      </Part>
      <Part title="What it means">
        <Text size="sm">{alert.meaning}</Text>
      </Part>
      <Part title="What to do">
        <Text size="sm">{alert.advice}</Text>
        <AlertRemedies alert={alert} />
      </Part>
      {scopes.has("credentials:write") && alert.status === "OPEN" && (
        <AcknowledgeForm
          alertId={alert.id}
          onDone={() => history.current?.focus()}
          onRefused={onRefresh}
        />
      )}
      {alert.requests && <AlertRequests alert={alert} requests={alert.requests} />}
      <section ref={history} tabIndex={-1} style={{ outline: "none" }} aria-label="History">
        <PartTitle>History</PartTitle>
        <AlertHistory alert={alert} />
      </section>
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <PartTitle>{title}</PartTitle>
      {children}
    </section>
  );
}

function PartTitle({ children }: { children: string }) {
  return (
    <Text component="h4" size="sm" fw={650} mt={0} mb={6}>
      {children}
    </Text>
  );
}
