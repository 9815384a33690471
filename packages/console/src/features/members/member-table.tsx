import { ROLES } from "@latchkey/shared";
import { Anchor, Badge, Group, Text } from "@mantine/core";
import { IconUserMinus, IconUserShield } from "@tabler/icons-react";
import { Link } from "react-router";
import type { MemberRowFragment } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { counted } from "../../format/number.js";
import { dayOf, exactTime } from "../../format/time.js";
import { paths } from "../../paths.js";
import { type DataColumn, DataTable } from "../../ui/data-table.js";
import { EmailText } from "../../ui/email-text.js";
import { RowMenu } from "./row-menu.js";

const COLUMNS: readonly DataColumn<MemberRowFragment>[] = [
  { id: "name", title: "Name", isRowHeader: true, cell: (member) => <Name member={member} /> },
  { id: "email", title: "Email", cell: ({ email }) => <EmailText email={email} /> },
  {
    id: "role",
    title: "Role",
    isNarrow: true,
    cell: ({ role }) => <span title={ROLES[role].description}>{ROLES[role].title}</span>,
  },
  { id: "keys", title: "Keys", isNarrow: true, cell: (member) => <Keys member={member} /> },
  {
    id: "since",
    title: "Member since",
    isNarrow: true,
    cell: ({ createdAt }) => (
      <time dateTime={createdAt} title={exactTime(createdAt)}>
        {dayOf(createdAt)}
      </time>
    ),
  },
];

/** Everybody in the workspace; each with what an admin can do. */
export function MemberTable(props: {
  readonly members: readonly MemberRowFragment[] | undefined;
  readonly onUpdate: (member: MemberRowFragment) => void;
  readonly onRemove: (member: MemberRowFragment) => void;
}) {
  const { members, onUpdate, onRemove } = props;
  const { scopes, user } = useWorkspaceSession();
  const actions: DataColumn<MemberRowFragment> = {
    id: "actions",
    title: "Actions",
    isNarrow: true,
    isTitleHidden: true,
    align: "right",
    cell: (member) => (
      <RowMenu
        label={`Actions for ${member.name}`}
        deeds={[
          { word: "Change role", icon: IconUserShield, onChoose: () => onUpdate(member) },
          {
            word: member.id === user.id ? "Leave" : "Remove",
            icon: IconUserMinus,
            isDangerous: true,
            onChoose: () => onRemove(member),
          },
        ]}
      />
    ),
  };
  return (
    <DataTable
      label="Members"
      columns={scopes.has("members:write") ? [...COLUMNS, actions] : COLUMNS}
      rows={members}
      rowId={(member) => member.id}
    />
  );
}

function Name({ member }: { member: MemberRowFragment }) {
  const { user } = useWorkspaceSession();
  return (
    <Group gap={8}>
      {member.name}
      {member.id === user.id && (
        <Badge size="sm" variant="default" radius="sm" tt="none">
          You
        </Badge>
      )}
      {member.isPlatformAdmin && (
        <Badge size="sm" variant="light" radius="sm" tt="none">
          Platform admin
        </Badge>
      )}
    </Group>
  );
}

function Keys({ member }: { member: MemberRowFragment }) {
  const { workspace } = useWorkspaceSession();
  if (member.keyCount === 0) {
    return (
      <Text span inherit c="dimmed">
        None
      </Text>
    );
  }
  return (
    <Anchor component={Link} to={paths.apiKeys.link(workspace.slug, member.id)} inherit>
      {counted(member.keyCount, "key")}
    </Anchor>
  );
}
