import { type RoleName, scopesOfRole } from "@latchkey/shared";
import type { Invitation } from "./invitation.entity.js";
import { InvitationStatus } from "./invitation.inputs.js";

/** Who sent an invitation, as they are now. */
export interface Inviter {
  readonly role: RoleName | null;
  readonly isPlatformAdmin: boolean;
}

/** What an invitation is good for: nothing past its time, nor once its sender could not send it any more. */
export function invitationStatus(
  invitation: Pick<Invitation, "expiresAt">,
  inviter: Inviter,
  now: Date,
): InvitationStatus {
  if (invitation.expiresAt <= now) return InvitationStatus.EXPIRED;
  const mayInvite = scopesOfRole(inviter.role, inviter.isPlatformAdmin).includes("members:write");
  return mayInvite ? InvitationStatus.PENDING : InvitationStatus.VOID;
}
