import { type ReactNode, useState } from "react";
import type { InvitationRowFragment, MemberRowFragment } from "../../api/generated/graphql.js";
import { InvitationLinkDialog, type NewInvitation } from "./invitation-link-dialog.js";
import { type InvitationDraft, InviteMemberDialog } from "./invite-member-dialog.js";
import { isLastAdmin } from "./last-admin.js";
import { RemoveMemberDialog } from "./remove-member-dialog.js";
import { RevokeInvitationDialog } from "./revoke-invitation-dialog.js";
import { UpdateMemberDialog } from "./update-member-dialog.js";

/** What somebody asked for on the members page. */
export type MemberRequest =
  | { readonly action: "invite"; readonly draft: InvitationDraft }
  | { readonly action: "revoke"; readonly invitation: InvitationRowFragment }
  | { readonly action: "update" | "remove"; readonly member: MemberRowFragment };

/** The dialogs of the members page. `onDone` is told what was carried out; a new invitation's link is then shown. */
export function useMemberDialogs(
  members: readonly MemberRowFragment[],
  onDone: (request: MemberRequest) => void,
): { readonly ask: (request: MemberRequest) => void; readonly dialogs: ReactNode } {
  const [request, setRequest] = useState<MemberRequest | null>(null);
  const [invitation, setInvitation] = useState<NewInvitation | null>(null);
  // What ends late, after it was closed, leaves the dialog alone that was opened since.
  const close = () => setRequest((now) => (now === request ? null : now));
  const finish = () => {
    if (request) onDone(request);
    close();
  };
  const dialogs = (
    <>
      {request?.action === "invite" && (
        <InviteMemberDialog
          draft={request.draft}
          onClose={close}
          onInvited={(invited) => {
            finish();
            setInvitation(invited);
          }}
        />
      )}
      {request?.action === "update" && (
        <UpdateMemberDialog
          member={request.member}
          isLastAdmin={isLastAdmin(members, request.member.id)}
          onClose={close}
          onDone={finish}
        />
      )}
      {request?.action === "remove" && (
        <RemoveMemberDialog
          member={request.member}
          members={members}
          onClose={close}
          onDone={finish}
        />
      )}
      {request?.action === "revoke" && (
        <RevokeInvitationDialog invitation={request.invitation} onClose={close} onDone={finish} />
      )}
      {invitation && (
        <InvitationLinkDialog invitation={invitation} onDone={() => setInvitation(null)} />
      )}
    </>
  );
  return { ask: setRequest, dialogs };
}
