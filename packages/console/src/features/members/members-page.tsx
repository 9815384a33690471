import { useQuery } from "@apollo/client/react";
import { Button } from "@mantine/core";
import { IconLock, IconUserPlus } from "@tabler/icons-react";
import { errorText } from "../../api/error-text.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { paths } from "../../paths.js";
import { FailurePanel } from "../../ui/failure-panel.js";
import { PageHeader } from "../../ui/page-header.js";
import { PageSection } from "../../ui/page-section.js";
import { StatePanel } from "../../ui/state-panel.js";
import { InvitationTable } from "./invitation-table.js";
import { MemberTable } from "./member-table.js";
import { MembersDocument } from "./members.documents.js";
import { type MemberRequest, useMemberDialogs } from "./use-member-dialogs.js";

/** Who belongs to the workspace, who is asked to, and what an admin can do about it. */
export function MembersPage() {
  const { workspace, scopes, user } = useWorkspaceSession();
  const mayRead = scopes.has("members:read");
  const { data, error, refetch } = useQuery(MembersDocument, {
    skip: !mayRead,
    fetchPolicy: "cache-and-network",
  });
  const finish = (request: MemberRequest) => {
    const isMine = "member" in request && request.member.id === user.id;
    // What the person may do here has changed: the whole console is opened anew.
    if (isMine && request.action === "remove") window.location.assign(paths.home.link());
    else if (isMine) window.location.assign(paths.workspace.link(workspace.slug));
    else void refetch();
  };
  const { ask, dialogs } = useMemberDialogs(data?.members ?? [], finish);
  const invitations = data?.invitations ?? [];

  return (
    <>
      <title>{`Members · ${workspace.name} · Latchkey`}</title>
      <PageHeader
        title="Members"
        description="Who can open this workspace, and as what. A key does no more than its owner’s role allows."
        action={
          scopes.has("members:write") && (
            <Button
              leftSection={<IconUserPlus size={18} />}
              onClick={() =>
                ask({
                  action: "invite",
                  draft: { email: "", role: "VIEWER", isRepeated: false },
                })
              }
            >
              Invite Member
            </Button>
          )
        }
      />
      {!mayRead ? (
        <StatePanel icon={<IconLock size={26} />} title="Members are an admin’s to see">
          Your role does not allow this. Ask an admin of {workspace.name}.
        </StatePanel>
      ) : error && !data ? (
        <FailurePanel
          title="The members could not be loaded"
          reason={errorText(error)}
          onRetry={() => refetch()}
        />
      ) : (
        <MemberTable
          members={data?.members}
          onUpdate={(member) => ask({ action: "update", member })}
          onRemove={(member) => ask({ action: "remove", member })}
        />
      )}
      {invitations.length > 0 && (
        <PageSection title="Invitations">
          <InvitationTable
            invitations={invitations}
            onRepeat={({ email, role }) =>
              ask({ action: "invite", draft: { email, role, isRepeated: true } })
            }
            onRevoke={(invitation) => ask({ action: "revoke", invitation })}
          />
        </PageSection>
      )}
      {dialogs}
    </>
  );
}
