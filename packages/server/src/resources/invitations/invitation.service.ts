import { type AuditAction, INVITATION_DAYS, invitationProblems } from "@latchkey/shared";
import { type DataSource, type EntityManager, In } from "typeorm";
import { type Actor, personIdOf, workspaceIdOf } from "../../base/actor.js";
import { ApiError, assertNoProblems, notFound } from "../../base/api-error.js";
import type { Clock } from "../../base/clock.js";
import { inTransaction } from "../../database/in-transaction.js";
import { newId } from "../../database/new-id.js";
import type { AuditTrail } from "../audit/audit-trail.js";
import { User } from "../users/user.entity.js";
import { Member } from "../workspaces/member.entity.js";
import { Invitation } from "./invitation.entity.js";
import type { InviteMemberInput, SentInvitation } from "./invitation.inputs.js";
import { invitationStatus } from "./invitation-status.js";
import { hashInvitationToken, newInvitationToken } from "./invitation-token.js";

const DAY_MS = 86_400_000;

/** Invitations as those manage them who may; accepting one is InvitationAcceptanceService's. */
export class InvitationService {
  constructor(
    private readonly database: DataSource,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The workspace's invitations that nobody has accepted, newest first, expired ones included. */
  async list(actor: Actor): Promise<SentInvitation[]> {
    const workspaceId = workspaceIdOf(actor);
    const invitations = await this.database.getRepository(Invitation).find({
      where: { workspaceId },
      relations: { invitedBy: true },
      order: { createdAt: "DESC", id: "DESC" },
    });
    const inviters = await this.database.getRepository(Member).findBy({
      workspaceId,
      userId: In([...new Set(invitations.map(({ invitedById }) => invitedById))]),
    });
    const roles = new Map(inviters.map(({ userId, role }) => [userId, role]));
    return invitations.map((invitation) => {
      const { id, email, role, createdAt, expiresAt, invitedById, invitedBy } = invitation;
      const inviter = {
        role: roles.get(invitedById) ?? null,
        isPlatformAdmin: invitedBy?.isPlatformAdmin ?? false,
      };
      const status = invitationStatus(invitation, inviter, this.clock.now());
      return { id, email, role, status, invitedBy: invitedBy?.name ?? "", createdAt, expiresAt };
    });
  }

  /** Asks a person to join. Asking again replaces the invitation before: its token is worth nothing. */
  async invite(
    actor: Actor,
    input: InviteMemberInput,
  ): Promise<{ invitation: SentInvitation; token: string }> {
    assertNoProblems(invitationProblems(input));
    const workspaceId = workspaceIdOf(actor);
    const email = input.email.trim().toLowerCase();
    const createdAt = this.clock.now();
    const token = newInvitationToken();
    const id = await inTransaction(this.database, async (manager) => {
      await assertNoMember(manager, workspaceId, email);
      const id = await replaceInvitation(manager, {
        id: newId(),
        workspaceId,
        email,
        role: input.role,
        tokenHash: hashInvitationToken(token),
        invitedById: personIdOf(actor),
        createdAt,
        expiresAt: new Date(createdAt.getTime() + INVITATION_DAYS * DAY_MS),
      });
      await this.record(manager, actor, { id, workspaceId, email }, "inviteMember", {
        role: input.role,
      });
      return id;
    });
    const invitation = (await this.list(actor)).find((sent) => sent.id === id);
    if (!invitation) throw notFound("invitation");
    return { invitation, token };
  }

  /** Takes an invitation back; from then on its token is worth nothing. */
  async revoke(actor: Actor, id: string): Promise<void> {
    const workspaceId = workspaceIdOf(actor);
    await inTransaction(this.database, async (manager) => {
      const invitation = await manager.findOneBy(Invitation, { id, workspaceId });
      const { affected } = await manager.delete(Invitation, { id, workspaceId });
      if (!invitation || affected !== 1) throw notFound("invitation");
      await this.record(manager, actor, invitation, "revokeInvitation", null);
    });
  }

  private record(
    manager: EntityManager,
    actor: Actor,
    invitation: Pick<Invitation, "id" | "workspaceId" | "email">,
    action: AuditAction,
    after: Readonly<Record<string, unknown>> | null,
  ): Promise<void> {
    return this.audit.record(manager, actor, {
      workspaceId: invitation.workspaceId,
      subjectKind: "invitation",
      subjectId: invitation.id,
      subjectName: invitation.email.slice(0, 200),
      action,
      after,
    });
  }
}

async function assertNoMember(
  manager: EntityManager,
  workspaceId: string,
  email: string,
): Promise<void> {
  const user = await manager.findOneBy(User, { email });
  if (!user || !(await manager.existsBy(Member, { workspaceId, userId: user.id }))) return;
  const message = "This person is a member already.";
  throw new ApiError("CONFLICT", { message, extensions: { fields: { "input.email": message } } });
}

/** Writes over the invitation of the same e-mail, if there is one; its id stays. */
async function replaceInvitation(
  manager: EntityManager,
  invitation: Omit<Invitation, "workspace" | "invitedBy">,
): Promise<string> {
  await manager
    .createQueryBuilder()
    .insert()
    .into(Invitation)
    .values(invitation)
    .orUpdate(
      ["role", "tokenHash", "invitedById", "createdAt", "expiresAt"],
      ["workspaceId", "email"],
    )
    .updateEntity(false)
    .execute();
  const { workspaceId, email } = invitation;
  const { id } = await manager.findOneByOrFail(Invitation, { workspaceId, email });
  return id;
}
