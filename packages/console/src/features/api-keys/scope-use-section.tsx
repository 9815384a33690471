import { useQuery } from "@apollo/client/react";
import { reduceScopes, type Scope, scopeInfo } from "@latchkey/shared";
import { Badge, Button, Group, Text } from "@mantine/core";
import { IconArrowsMinimize } from "@tabler/icons-react";
import type { ScopeUseQuery } from "../../api/generated/graphql.js";
import { count } from "../../format/number.js";
import { capitalized } from "../../format/sentence.js";
import { type DataColumn, DataTable } from "../../ui/data-table.js";
import { TimeAgo } from "../../ui/exact-instant.js";
import { PageSection } from "../../ui/page-section.js";
import { ScopeUseDocument } from "./evidence.documents.js";
import { spanText } from "./rehearsal-text.js";
import { type ScopeUseRow, scopeUseRows } from "./scope-use-rows.js";

type KeyScopeUse = NonNullable<ScopeUseQuery["apiKey"]>["scopeUse"];

/** What a key may do beside what it did, and the way to take away the rest. */
export function ScopeUseSection(props: {
  readonly apiKey: { readonly id: string; readonly scopes: readonly Scope[] };
  /** Null for who may not change the key. */
  readonly onShrink: ((scopes: readonly Scope[]) => void) | null;
}) {
  const { apiKey, onShrink } = props;
  const { data, previousData, error } = useQuery(ScopeUseDocument, {
    variables: { id: apiKey.id },
    fetchPolicy: "cache-and-network",
  });
  const use = (data ?? previousData)?.apiKey?.scopeUse;
  if (error && !use) return null;
  const narrowed = use?.narrowedScopes ?? [];
  const canShrink = narrowed.length > 0 && narrowed.join() !== reduceScopes(apiKey.scopes).join();
  return (
    <PageSection
      title="Permissions used"
      action={
        canShrink &&
        onShrink && (
          <Button
            variant="light"
            size="sm"
            leftSection={<IconArrowsMinimize size={16} />}
            onClick={() => onShrink(narrowed)}
          >
            Shrink to what was used
          </Button>
        )
      }
    >
      {use && (
        <Text size="sm" c="dimmed" mb="sm">
          {summaryOf(use, canShrink)}
        </Text>
      )}
      <DataTable
        label="Permissions used"
        columns={COLUMNS}
        rows={use && scopeUseRows(use.scopes)}
        rowId={(row) => row.scope}
        isDimmed={(row) => row.standing === "unused"}
      />
    </PageSection>
  );
}

/** Below this, what a program does once a week has not been seen yet. */
const EVIDENCE_MS = 7 * 86_400_000;

function summaryOf({ since, narrowedScopes }: KeyScopeUse, canShrink: boolean): string {
  const now = Date.now();
  const span = spanText(since, now);
  const isThin = now - Date.parse(since) < EVIDENCE_MS;
  if (narrowedScopes.length === 0) {
    const advice = isThin
      ? "That is too short a time to say that nobody needs it."
      : "If nobody needs it, deactivate or revoke it.";
    return `The key used none of its permissions ${span}. ${advice}`;
  }
  const caution = isThin ? " Watch it for a week before you take anything away." : "";
  return canShrink
    ? `What the key’s requests needed ${span}: ${narrowedScopes.join(", ")} would have done.${caution}`
    : `The key’s requests needed all of this ${span}: there is nothing to take away.`;
}

const COLUMNS: readonly DataColumn<ScopeUseRow>[] = [
  {
    id: "scope",
    title: "Permission",
    isRowHeader: true,
    cell: ({ scope }) => (
      <>
        {capitalized(scopeInfo(scope).can)}{" "}
        <Text span c="dimmed" ff="monospace" fz="xs">
          {scope}
        </Text>
      </>
    ),
  },
  {
    id: "used",
    title: "Last used",
    cell: ({ lastUsedAt, standing, scope }) => (
      <Group gap={6}>
        {lastUsedAt ? <TimeAgo at={lastUsedAt} /> : "Not used"}
        {standing === "unused" && (
          <Badge color="orange" variant="light" radius="sm" tt="none">
            Can go
          </Badge>
        )}
        {standing === "included" && (
          <Text span size="xs" c="dimmed">
            comes with {scope.replace(/:read$/, ":write")}
          </Text>
        )}
      </Group>
    ),
  },
  { id: "requests", title: "Requests", align: "right", cell: ({ requests }) => count(requests) },
];
