import { displayKey } from "@latchkey/shared";
import { Badge, Code, Group, Text } from "@mantine/core";
import type { ApiKeyRowFragment } from "../../api/generated/graphql.js";
import { useWorkspaceSession, type WorkspaceSession } from "../../api/workspace-session.js";
import { dayOf, exactTime } from "../../format/time.js";
import { type DataColumn, DataTable } from "../../ui/data-table.js";
import { TimeAgo } from "../../ui/exact-instant.js";
import { RevokeAction } from "./revoke-action.js";
import { ScopeSummary } from "./scope-summary.js";

const COLUMNS: readonly DataColumn<ApiKeyRowFragment>[] = [
  { id: "name", title: "Name", isRowHeader: true, cell: (key) => <NameCell apiKey={key} /> },
  {
    id: "key",
    title: "Key",
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
  { id: "status", title: "Status", cell: (key) => <StatusBadge status={key.status} /> },
  {
    id: "created",
    title: "Created",
    cell: (key) => (
      <time dateTime={key.createdAt} title={exactTime(key.createdAt)}>
        {dayOf(key.createdAt)}
      </time>
    ),
  },
  {
    id: "last-used",
    title: "Last used",
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

/** The key table of a workspace; who may revoke a row sees the bin. */
export function ApiKeyTable(props: {
  readonly keys: readonly ApiKeyRowFragment[] | undefined;
  readonly onRevoke: (key: ApiKeyRowFragment) => void;
}) {
  const { keys, onRevoke } = props;
  const session = useWorkspaceSession();
  const columns = session.scopes.has("credentials:write")
    ? [...COLUMNS, actionsColumn(session, onRevoke)]
    : COLUMNS;
  return (
    <DataTable
      label="API keys"
      columns={columns}
      rows={keys}
      rowId={(key) => key.id}
      isDimmed={(key) => key.status === "REVOKED"}
    />
  );
}

function actionsColumn(
  session: WorkspaceSession,
  onRevoke: (key: ApiKeyRowFragment) => void,
): DataColumn<ApiKeyRowFragment> {
  const mayRevoke = (key: ApiKeyRowFragment) =>
    key.status !== "REVOKED" &&
    (key.owner?.id === session.user.id || session.scopes.has("members:write"));
  return {
    id: "actions",
    title: "Actions",
    isTitleHidden: true,
    align: "right",
    cell: (key) => (mayRevoke(key) ? <RevokeAction onClick={() => onRevoke(key)} /> : null),
  };
}

function NameCell({ apiKey }: { apiKey: ApiKeyRowFragment }) {
  return (
    <>
      <Group gap={8}>
        <span>{apiKey.name}</span>
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

function StatusBadge({ status }: { status: ApiKeyRowFragment["status"] }) {
  return status === "REVOKED" ? (
    <Badge color="red" variant="filled" radius="sm" tt="none">
      Revoked
    </Badge>
  ) : (
    <Badge color="teal" variant="light" radius="sm" tt="none">
      Active
    </Badge>
  );
}
