import { effectiveRateLimits } from "@latchkey/shared";
import { Alert, List, Paper, Skeleton, Stack, Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import type { KeyRequestRowFragment } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { counted } from "../../format/number.js";
import { TimeAgo } from "../../ui/exact-instant.js";
import { AccessSection } from "./access-section.js";
import { type RefusedKey, refusalSymptoms } from "./refusal-symptoms.js";
import { type ExplainedKey, stateSymptoms } from "./state-symptoms.js";

/** Why a key does not work, or what to check when it should: from its state and its last refusals. */
export function SymptomPanel(props: {
  /** With its own rate limits, before the workspace's maximum. */
  readonly apiKey: ExplainedKey & RefusedKey & { readonly id: string };
  /** The last refusals; undefined while they are not known, null for who may not read the logs. */
  readonly refusals: readonly KeyRequestRowFragment[] | undefined | null;
}) {
  const { apiKey, refusals } = props;
  const { rateLimitMax } = useWorkspaceSession().workspace;
  const refusedKey = {
    ...apiKey,
    rateLimits: effectiveRateLimits(apiKey.rateLimits, rateLimitMax),
  };
  const state = stateSymptoms(apiKey, Date.now());
  const blocking = state.filter((symptom) => symptom.isBlocking);
  const others = state.filter((symptom) => !symptom.isBlocking);
  return (
    <Stack gap="sm">
      {blocking.map(({ title, remedy }) => (
        <Alert key={title} color="red" title={title}>
          {remedy}
        </Alert>
      ))}
      {blocking.length === 0 && (
        <Alert
          color="teal"
          icon={<IconCircleCheck size={20} />}
          title="The key itself is in order."
        >
          When a program is refused all the same: does it send the whole key, in the header
          x-api-key, to this address, and no session cookie or second key beside it?
        </Alert>
      )}
      {(others.length > 0 || refusals !== null) && (
        <Paper withBorder radius="lg" p="md">
          <List spacing="sm" size="sm">
            {others.map(({ title, remedy }) => (
              <List.Item key={title}>
                <Text size="sm" fw={600}>
                  {title}
                </Text>
                <Text size="sm" c="dimmed">
                  {remedy}
                </Text>
              </List.Item>
            ))}
            <Refusals refusals={refusals} apiKey={refusedKey} />
          </List>
        </Paper>
      )}
      <AccessSection apiKeyId={apiKey.id} />
    </Stack>
  );
}

function Refusals(props: {
  readonly refusals: readonly KeyRequestRowFragment[] | undefined | null;
  readonly apiKey: RefusedKey;
}) {
  const { refusals, apiKey } = props;
  if (refusals === null) return null;
  if (!refusals) return <Skeleton height={40} />;
  if (refusals.length === 0) {
    return (
      <List.Item>
        <Text size="sm" c="dimmed">
          No request with this key was refused in the last 30 days.
        </Text>
      </List.Item>
    );
  }
  return refusalSymptoms(refusals, apiKey).map(({ reason, count, lastAt, addresses, remedy }) => (
    <List.Item key={reason}>
      <Text size="sm" fw={600}>
        {reason}
      </Text>
      <Text size="sm">{remedy}</Text>
      <Text size="xs" c="dimmed">
        {counted(count, "request")}, last <TimeAgo at={lastAt} />
        {addresses.length > 0 && ` from ${addresses.slice(0, 3).join(", ")}`}
      </Text>
    </List.Item>
  ));
}
