import { ROLES } from "@latchkey/shared";
import { Badge } from "@mantine/core";
import { IconLink, IconTrash } from "@tabler/icons-react";
import type { InvitationRowFragment } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { type DataColumn, DataTable } from "../../ui/data-table.js";
import { EmailText } from "../../ui/email-text.js";
import { ExactInstant, TimeAgo } from "../../ui/exact-instant.js";
import { RowMenu } from "./row-menu.js";

const STATUSES = {
  PENDING: { title: "Waiting", color: "teal", hint: "It can be accepted." },
  EXPIRED: { title: "Expired", color: "orange", hint: "Its time is over. Invite again." },
  VOID: {
    title: "Void",
    color: "red",
    hint: "Whoever sent it may no longer invite. Invite again.",
  },
} as const;

const COLUMNS: readonly DataColumn<InvitationRowFragment>[] = [
  {
    id: "email",
    title: "Email",
    isRowHeader: true,
    cell: ({ email }) => <EmailText email={email} />,
  },
  { id: "role", title: "Role", isNarrow: true, cell: ({ role }) => ROLES[role].title },
  {
    id: "status",
    title: "Status",
    isNarrow: true,
    cell: ({ status }) => (
      <Badge
        color={STATUSES[status].color}
        variant="light"
        radius="sm"
        tt="none"
        title={STATUSES[status].hint}
      >
        {STATUSES[status].title}
      </Badge>
    ),
  },
  { id: "by", title: "Invited by", cell: ({ invitedBy }) => invitedBy },
  {
    id: "sent",
    title: "Sent",
    isNarrow: true,
    cell: ({ createdAt }) => <TimeAgo at={createdAt} />,
  },
  {
    id: "expires",
    title: "Expires",
    isNarrow: true,
    cell: ({ expiresAt }) => <ExactInstant at={expiresAt} />,
  },
];

/** Everybody asked to join who has not; each with what an admin can do. */
export function InvitationTable(props: {
  readonly invitations: readonly InvitationRowFragment[];
  readonly onRepeat: (invitation: InvitationRowFragment) => void;
  readonly onRevoke: (invitation: InvitationRowFragment) => void;
}) {
  const { invitations, onRepeat, onRevoke } = props;
  const { scopes } = useWorkspaceSession();
  const actions: DataColumn<InvitationRowFragment> = {
    id: "actions",
    title: "Actions",
    isNarrow: true,
    isTitleHidden: true,
    align: "right",
    cell: (invitation) => (
      <RowMenu
        label={`Actions for ${invitation.email}`}
        deeds={[
          { word: "Invite again", icon: IconLink, onChoose: () => onRepeat(invitation) },
          {
            word: "Revoke",
            icon: IconTrash,
            isDangerous: true,
            onChoose: () => onRevoke(invitation),
          },
        ]}
      />
    ),
  };
  return (
    <DataTable
      label="Invitations"
      columns={scopes.has("members:write") ? [...COLUMNS, actions] : COLUMNS}
      rows={invitations}
      rowId={(invitation) => invitation.id}
    />
  );
}
