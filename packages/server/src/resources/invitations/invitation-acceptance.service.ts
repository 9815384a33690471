import { enteredPasswordProblem, newPersonProblems, ProblemList, ROLES } from "@latchkey/shared";
import type { DataSource, EntityManager } from "typeorm";
import type { SessionActor } from "../../base/actor.js";
import { ApiError, assertNoProblems, badInput } from "../../base/api-error.js";
import type { Clock } from "../../base/clock.js";
import { isDuplicate } from "../../database/failures.js";
import { inTransaction } from "../../database/in-transaction.js";
import { newId } from "../../database/new-id.js";
import type { AuditTrail } from "../audit/audit-trail.js";
import { hashPassword, verifyPassword } from "../users/password.js";
import type { Sessions, StartedSession } from "../users/sessions.js";
import type { SignInThrottle } from "../users/sign-in-throttle.js";
import { User } from "../users/user.entity.js";
import { Member } from "../workspaces/member.entity.js";
import { Workspace } from "../workspaces/workspace.entity.js";
import { Invitation } from "./invitation.entity.js";
import { InvitationStatus } from "./invitation.inputs.js";
import type { AcceptInvitationInput, InvitationOffer } from "./invitation-acceptance.inputs.js";
import { invitationStatus } from "./invitation-status.js";
import { hashInvitationToken } from "./invitation-token.js";

type OpenInvitation = Invitation & { readonly workspace: Workspace };

/** Lets the holders of invitations' tokens in. */
export class InvitationAcceptanceService {
  constructor(
    private readonly database: DataSource,
    private readonly audit: AuditTrail,
    private readonly throttle: SignInThrottle,
    private readonly sessions: Sessions,
    private readonly clock: Clock,
  ) {}

  /** What the token offers; 401 when it is worth nothing. */
  async getOffer(token: string, address: string): Promise<InvitationOffer> {
    const { email, workspace, role, expiresAt } = await this.getOpen(token, address);
    const hasAccount = await this.database.getRepository(User).existsBy({ email });
    return { email, workspace, role, expiresAt, hasAccount };
  }

  /** Makes the membership, and the account if there is none, and begins a session. A token works once. */
  async accept(
    input: AcceptInvitationInput,
    address: string,
    sessionBefore: string | null,
  ): Promise<StartedSession & { user: User; workspace: Workspace }> {
    const invitation = await this.getOpen(input.token, address);
    const { email, workspace } = invitation;
    const known = await this.database.getRepository(User).findOneBy({ email });
    assertNoProblems(problemsOf(input, email, known !== null));
    await this.throttle.begin(email, address);
    const user = known
      ? await checkPassword(known, input.password)
      : await this.createUser(email, input);
    try {
      await inTransaction(this.database, (manager) =>
        this.join(manager, invitation, user, known === null, address),
      );
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      // Two invitations of one new person, accepted at once: the other one made the account.
      throw new ApiError("CONFLICT", {
        message: "This was accepted from elsewhere at the same moment. Try again.",
        cause: error,
      });
    }
    await this.throttle.succeed(email, address);
    const session = await this.sessions.start(user);
    if (!session) throw wrongPassword();
    if (sessionBefore) await this.sessions.end(sessionBefore);
    return { user, workspace, ...session };
  }

  /** The invitation behind a token that can be accepted now. Wrong tokens count as wrong sign-ins of their address. */
  private async getOpen(token: string, address: string): Promise<OpenInvitation> {
    const tokenHash = hashInvitationToken(token);
    const invitation = await this.findOpen(this.database.manager, tokenHash);
    if (invitation) return invitation;
    await this.throttle.begin(tokenHash.toString("hex"), address);
    throw invalidInvitation();
  }

  private async findOpen(
    manager: EntityManager,
    tokenHash: Buffer,
  ): Promise<OpenInvitation | null> {
    const invitation = await manager.findOne(Invitation, {
      where: { tokenHash },
      relations: { workspace: true, invitedBy: true },
    });
    if (!invitation?.workspace || !invitation.invitedBy) return null;
    const { workspace, workspaceId, invitedBy } = invitation;
    const member = await manager.findOneBy(Member, { workspaceId, userId: invitedBy.id });
    const inviter = {
      role: member?.role ?? null,
      isPlatformAdmin: invitedBy.isPlatformAdmin,
    };
    const isOpen =
      invitationStatus(invitation, inviter, this.clock.now()) === InvitationStatus.PENDING;
    return isOpen ? Object.assign(invitation, { workspace }) : null;
  }

  private async createUser(email: string, input: AcceptInvitationInput): Promise<User> {
    return this.database.getRepository(User).create({
      id: newId(),
      email,
      name: (input.name ?? "").trim(),
      passwordHash: await hashPassword(input.password),
      isPlatformAdmin: false,
      createdAt: this.clock.now(),
    });
  }

  private async join(
    manager: EntityManager,
    invitation: OpenInvitation,
    user: User,
    isNew: boolean,
    address: string,
  ): Promise<void> {
    // Looked at again, now that the password's work is done; the one that deletes the row has it.
    const open = await this.findOpen(manager, invitation.tokenHash);
    const { id, tokenHash, workspaceId, role } = invitation;
    const { affected } = await manager.delete(Invitation, { id, tokenHash });
    if (!open || affected !== 1) throw invalidInvitation();
    if (isNew) await manager.insert(User, user);
    const createdAt = this.clock.now();
    await manager.insert(Member, { id: newId(), workspaceId, userId: user.id, role, createdAt });
    await this.audit.record(manager, actorOf(user, invitation, address, createdAt), {
      workspaceId,
      subjectKind: "member",
      subjectId: user.id,
      subjectName: user.email.slice(0, 200),
      action: "acceptInvitation",
      after: { role, invitedBy: invitation.invitedBy?.email },
    });
  }
}

function problemsOf(input: AcceptInvitationInput, email: string, hasAccount: boolean) {
  const { password } = input;
  return hasAccount
    ? new ProblemList().add("password", enteredPasswordProblem(password)).problems
    : newPersonProblems({ name: input.name ?? "", password }, email);
}

async function checkPassword(user: User, password: string): Promise<User> {
  if (!(await verifyPassword(password, user.passwordHash))) throw wrongPassword();
  return user;
}

/** The person who has just joined, for the audit log. */
function actorOf(
  { id, email, name, isPlatformAdmin }: User,
  { role, workspace }: OpenInvitation,
  address: string,
  arrivedAt: Date,
): SessionActor {
  return {
    kind: "session",
    workspace,
    scopes: new Set(ROLES[role].scopes),
    campaignId: null,
    user: { id, email, name, role, isPlatformAdmin },
    address,
    arrivedAt,
  };
}

function invalidInvitation(): ApiError {
  return new ApiError("UNAUTHENTICATED", { message: "Invalid or expired invitation" });
}

function wrongPassword(): ApiError {
  return badInput({ "input.password": "This is not the password of your account." });
}
