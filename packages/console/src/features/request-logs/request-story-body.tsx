import { reduceScopes } from "@latchkey/shared";
import { Alert, Anchor, Code, Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { RequestStoryQuery } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { duration } from "../../format/duration.js";
import { counted } from "../../format/number.js";
import { closed } from "../../format/sentence.js";
import { paths } from "../../paths.js";
import { CopyButton } from "../../ui/copy-button.js";
import { type Definition, DefinitionList } from "../../ui/definition-list.js";
import { ExactInstant } from "../../ui/exact-instant.js";
import { StatusCodeBadge } from "../../ui/status-code-badge.js";
import { RequestStoryChecks } from "./request-story-checks.js";
import { RequestStoryTiming } from "./request-story-timing.js";

type StoryLog = NonNullable<RequestStoryQuery["requestLog"]>;

/** Everything that is known of one request: how it was judged, by what, and where its time went. */
export function RequestStoryBody({ log }: { log: StoryLog }) {
  const failed = log.story.find((step) => step.outcome === "FAILED");
  return (
    <Stack gap="lg">
      <Group gap="sm">
        <StatusCodeBadge statusCode={log.statusCode} />
        {log.errorCode && <Code>{log.errorCode}</Code>}
        <Text size="sm" c="dimmed">
          <ExactInstant at={log.at} />, {duration(log.durationMs)}
        </Text>
      </Group>
      <Identifiers log={log} />
      {failed && (
        <Alert color="red" title={closed(failed.reason ?? "")}>
          <strong>What would pass:</strong> {failed.remedy} <Mend log={log} />
        </Alert>
      )}
      <Part title="Checks">
        {log.story.length > 0 ? (
          <RequestStoryChecks steps={log.story} />
        ) : (
          <Text size="sm">
            {log.reason ? `${closed(log.reason)} ` : ""}The checks of this request were not recorded
            yet when it came.
          </Text>
        )}
      </Part>
      <Part title="Time">
        {typeof log.admissionMs === "number" ? (
          <RequestStoryTiming {...log} admissionMs={log.admissionMs} />
        ) : (
          <Text size="sm">{duration(log.durationMs)}</Text>
        )}
      </Part>
      <Part title="What it was">
        <DefinitionList items={factsOf(log)} />
      </Part>
    </Stack>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Text component="h3" size="sm" fw={650} mt={0} mb="xs">
        {title}
      </Text>
      {children}
    </section>
  );
}

/** What to name the request by; a refusal's decision id is the request's own. */
function Identifiers({ log }: { log: StoryLog }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {log.decisionId ? "Request ID and decision ID" : "Request ID"}
      </Text>
      <Group gap="xs">
        <Code>{log.id}</Code>
        <CopyButton text={log.id} size="compact-xs">
          {log.decisionId ? "Copy decision ID" : "Copy request ID"}
        </CopyButton>
      </Group>
    </div>
  );
}

/** What can be done to the key about a check that failed; of the others its page tells more. */
const MENDS: Readonly<Record<string, { action: "update" | "activate"; says: string }>> = {
  active: { action: "activate", says: "Activate the key" },
  address: { action: "update", says: "Edit the key" },
  limits: { action: "update", says: "Edit the key" },
  scopes: { action: "update", says: "Edit the key" },
};

/** Where what would pass can be brought about. */
function Mend({ log }: { log: StoryLog }) {
  const { workspace } = useWorkspaceSession();
  if (!log.apiKey) return null;
  const mend = MENDS[log.failedCheck ?? ""];
  return (
    <Anchor
      component={Link}
      inherit
      underline="always"
      to={paths.apiKey.link(workspace.slug, log.apiKey.id, mend?.action)}
    >
      {mend?.says ?? "Open the key"}
    </Anchor>
  );
}

function factsOf(log: StoryLog): Definition[] {
  const operation = [log.operationType, log.operationName].filter(Boolean).join(" ");
  return [
    { title: "Key", value: <KeyName log={log} /> },
    { title: "Campaign", value: log.campaign?.name ?? (log.apiKey ? "All campaigns" : "–") },
    {
      title: "Operation",
      value: [operation, log.rootFields.join(", ")].filter(Boolean).join(": ") || "Not read",
    },
    { title: "Endpoint", value: `${log.method} ${log.endpoint}` },
    { title: "Address", value: log.ip ?? "Unknown" },
    { title: "Client", value: log.userAgent ?? "It does not say" },
    { title: "Permissions needed", value: <Scopes scopes={log.scopesNeeded} /> },
    { title: "Permissions held", value: <Scopes scopes={reduceScopes(log.scopesHeld)} /> },
    {
      title: "Cost",
      value: typeof log.units === "number" ? counted(log.units, "unit") : "Nothing",
    },
  ];
}

function KeyName({ log }: { log: StoryLog }) {
  const { workspace } = useWorkspaceSession();
  if (!log.apiKey) return "No key that is known or still there";
  return (
    <Anchor component={Link} inherit to={paths.apiKey.link(workspace.slug, log.apiKey.id)}>
      {log.apiKey.name}
    </Anchor>
  );
}

function Scopes({ scopes }: { scopes: readonly string[] }) {
  if (scopes.length === 0) return "None";
  return (
    <Group gap={4}>
      {scopes.map((scope) => (
        <Code key={scope} fz="xs">
          {scope}
        </Code>
      ))}
    </Group>
  );
}
