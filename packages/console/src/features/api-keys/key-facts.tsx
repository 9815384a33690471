import {
  effectiveRateLimits,
  expandScopes,
  type RateLimit,
  reduceScopes,
  type Scope,
  scopeInfo,
} from "@latchkey/shared";
import { Badge, Code, Group, List, Paper, Text } from "@mantine/core";
import type { ApiKeyRowFragment } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { rateLimitsText, rateLimitText } from "../../format/rate-limit.js";
import { capitalized } from "../../format/sentence.js";
import { type Definition, DefinitionList } from "../../ui/definition-list.js";
import { ExactInstant, TimeAgo } from "../../ui/exact-instant.js";

/** Everything there is to know of a key: whose it is, what it can do, and how far. */
export function KeyFacts(props: {
  readonly apiKey: ApiKeyRowFragment & { readonly effectiveScopes: readonly Scope[] };
}) {
  const { apiKey } = props;
  const { rateLimitMax } = useWorkspaceSession().workspace;
  return (
    <Paper withBorder radius="lg" p="lg">
      {apiKey.description && (
        <Text size="sm" mb="md" maw="60rem">
          {apiKey.description}
        </Text>
      )}
      <DefinitionList items={factsOf(apiKey, rateLimitMax)} />
      <Text size="xs" c="dimmed" mt="lg" mb={6}>
        Permissions
      </Text>
      <Permissions {...apiKey} />
    </Paper>
  );
}

function factsOf(key: ApiKeyRowFragment, rateLimitMax: number): Definition[] {
  return [
    { title: "Campaign", value: key.campaign?.name ?? "All campaigns" },
    { title: "Owner", value: key.owner ? `${key.owner.name} (${key.owner.email})` : "Nobody" },
    { title: "Created", value: <ExactInstant at={key.createdAt} /> },
    { title: "Expires", value: key.expiresAt ? <ExactInstant at={key.expiresAt} /> : "Never" },
    {
      title: "Last used",
      value: key.lastUsedAt ? (
        <>
          <TimeAgo at={key.lastUsedAt} />
          {key.lastUsedIp && ` from ${key.lastUsedIp}`}
          {key.lastUsedUserAgent && (
            <Text size="xs" c="dimmed" lineClamp={2} title={key.lastUsedUserAgent}>
              {key.lastUsedUserAgent}
            </Text>
          )}
        </>
      ) : (
        "Never"
      ),
    },
    {
      title: "Last rotated",
      value: key.rotatedAt ? <ExactInstant at={key.rotatedAt} /> : "Never",
    },
    {
      title: "IP allowlist",
      value:
        key.ipAllowlist.length === 0 ? (
          "Any address"
        ) : (
          <Group gap={4}>
            {key.ipAllowlist.map((entry) => (
              <Code key={entry} fz="xs">
                {entry}
              </Code>
            ))}
          </Group>
        ),
    },
    { title: "Rate limits", value: <RateLimits own={key.rateLimits} maximum={rateLimitMax} /> },
    { title: "Version", value: String(key.version) },
  ];
}

/** The windows that hold, and beneath them the key's own where the workspace's maximum cuts those. */
function RateLimits(props: { readonly own: readonly RateLimit[]; readonly maximum: number }) {
  const { own, maximum } = props;
  const [holding, given] = [rateLimitsText(effectiveRateLimits(own, maximum)), rateLimitsText(own)];
  if (holding === given) return given;
  return (
    <>
      {holding}
      <Text size="xs" c="dimmed">
        Its own are {given}; the workspace’s maximum of{" "}
        {rateLimitText({ limit: maximum, windowSeconds: 3600 })} cuts them.
      </Text>
    </>
  );
}

function Permissions(key: {
  readonly status: ApiKeyRowFragment["status"];
  readonly scopes: readonly Scope[];
  readonly effectiveScopes: readonly Scope[];
}) {
  const effective = new Set(key.effectiveScopes);
  // A key that has ended or is switched off has none in effect, which says nothing of its owner.
  const isCut = (scope: Scope) =>
    key.status === "ACTIVE" && [...expandScopes([scope])].some((part) => !effective.has(part));
  return (
    <List size="sm" spacing={4}>
      {reduceScopes(key.scopes).map((scope) => (
        <List.Item key={scope}>
          {capitalized(scopeInfo(scope).can)}{" "}
          <Text span c="dimmed" ff="monospace" fz="xs">
            {scope}
          </Text>{" "}
          {isCut(scope) && (
            <Badge color="orange" variant="light" radius="sm" tt="none" size="sm">
              {key.effectiveScopes.some((held) => expandScopes([scope]).has(held))
                ? "In effect for reading only: the owner’s role allows no more"
                : "Not in effect: the owner’s role does not allow it"}
            </Badge>
          )}
        </List.Item>
      ))}
    </List>
  );
}
