import { displayKey } from "@latchkey/shared";
import { Anchor, Badge, Checkbox, Code, Group, Text } from "@mantine/core";
import { Link } from "react-router";
import type { ApiKeysQuery } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { dayOf, exactTime } from "../../format/time.js";
import { paths } from "../../paths.js";
import { type DataColumn, DataTable } from "../../ui/data-table.js";
import { TimeAgo } from "../../ui/exact-instant.js";
import { offeredActions } from "./key-actions.js";
import { KeyAlertMark } from "./key-alert-mark.js";
import { RowActions } from "./row-actions.js";
import { ScopeSummary } from "./scope-summary.js";
import { StatusBadges } from "./status-badges.js";
import type { KeyRequest } from "./use-key-actions.js";

/** A key as the list shows it. */
export type ListedKey = ApiKeysQuery["apiKeys"]["nodes"][number];

const COLUMNS: readonly DataColumn<ListedKey>[] = [
  { id: "name", title: "Name", isRowHeader: true, cell: (key) => <NameCell apiKey={key} /> },
  {
    id: "key",
    title: "Key",
    isNarrow: true,
    cell: (key) => <Code fz="xs">{displayKey(key.start, key.lastFour)}</Code>,
  },
  { id: "scope", title: "Scope", cell: (key) => <ScopeSummary scopes={key.scopes} /> },
  {
    id: "campaign",
    title: "Campaign",
    cell: (key) =>
      key.campaign?.name ?? (
        <Text span inherit c="dimmed">
          All campaigns
        </Text>
      ),
  },
  {
    id: "status",
    title: "Status",
    cell: (key) => (
      <Group gap={6}>
        <StatusBadges apiKey={key} />
        <KeyAlertMark apiKey={key} />
      </Group>
    ),
  },
  {
    id: "created",
    title: "Created",
    isNarrow: true,
    cell: (key) => (
      <time dateTime={key.createdAt} title={exactTime(key.createdAt)}>
        {dayOf(key.createdAt)}
      </time>
    ),
  },
  {
    id: "last-used",
    title: "Last used",
    isNarrow: true,
    cell: (key) =>
      key.lastUsedAt ? (
        <TimeAgo at={key.lastUsedAt} />
      ) : (
        <Text span inherit c="dimmed">
          Never
        </Text>
      ),
  },
];

/** The key table of a workspace; each row with what its reader may do to it. */
export function ApiKeyTable(props: {
  readonly keys: readonly ListedKey[] | undefined;
  readonly isOld: boolean;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (apiKeyId: string, isSelected: boolean) => void;
  readonly onAction: (request: KeyRequest) => void;
}) {
  const { keys, isOld, selected, onSelect, onAction } = props;
  const session = useWorkspaceSession();
  const actionsColumn: DataColumn<ListedKey> = {
    id: "actions",
    title: "Actions",
    isNarrow: true,
    isTitleHidden: true,
    align: "right",
    cell: (apiKey) => (
      <RowActions
        actions={offeredActions(apiKey, session)}
        onChoose={(action) => onAction({ action, apiKey })}
      />
    ),
  };
  const selectColumn: DataColumn<ListedKey> = {
    id: "select",
    title: "Select",
    isNarrow: true,
    isTitleHidden: true,
    cell: (key) => (
      <Checkbox
        aria-label={`Select ${key.name}`}
        checked={selected.has(key.id)}
        onChange={(event) => onSelect(key.id, event.currentTarget.checked)}
      />
    ),
  };
  return (
    <DataTable
      label="API keys"
      columns={[
        selectColumn,
        ...COLUMNS,
        ...(session.scopes.has("credentials:write") ? [actionsColumn] : []),
      ]}
      rows={keys}
      rowId={(key) => key.id}
      isOld={isOld}
      isDimmed={(key) => key.status === "REVOKED"}
    />
  );
}

function NameCell({ apiKey }: { apiKey: ListedKey }) {
  const { workspace } = useWorkspaceSession();
  return (
    <>
      <Group gap={8}>
        <Anchor component={Link} to={paths.apiKey.link(workspace.slug, apiKey.id)} inherit>
          {apiKey.name}
        </Anchor>
        {apiKey.environment === "TEST" && (
          <Badge size="sm" variant="default" radius="sm" tt="none">
            Test
          </Badge>
        )}
      </Group>
      {apiKey.description && (
        <Text size="xs" c="dimmed" maw={280} lineClamp={2}>
          {apiKey.description}
        </Text>
      )}
    </>
  );
}
