import { passwordChangeProblems } from "@latchkey/shared";
import type { DataSource } from "typeorm";
import type { Actor } from "../../base/actor.js";
import { ApiError, assertNoProblems, badInput } from "../../base/api-error.js";
import type { ChangePasswordInput } from "./password.inputs.js";
import { hashPassword, verifyPassword } from "./password.js";
import type { Sessions, StartedSession } from "./sessions.js";
import type { SignInThrottle } from "./sign-in-throttle.js";
import { User } from "./user.entity.js";

/** People's own passwords. */
export class PasswordService {
  constructor(
    private readonly database: DataSource,
    private readonly throttle: SignInThrottle,
    private readonly sessions: Sessions,
  ) {}

  /** Changes the caller's password, ends all their sessions and begins a new one. 400 when the current one is wrong. */
  async change(
    actor: Actor,
    input: ChangePasswordInput,
    address: string,
  ): Promise<StartedSession & { user: User }> {
    if (actor.kind !== "session") {
      throw new ApiError("FORBIDDEN", { reason: "A password is changed in a session" });
    }
    const { email } = actor.user;
    assertNoProblems(passwordChangeProblems(input, email));
    await this.throttle.begin(email, address);
    const user = await this.database.getRepository(User).findOneByOrFail({ id: actor.user.id });
    if (!(await verifyPassword(input.currentPassword, user.passwordHash))) throw wrongPassword();
    const passwordHash = await hashPassword(input.newPassword);
    const session = await this.database.transaction(async (manager) => {
      // Of two changes at once the first one wins: the other knew a password that is no more.
      const { id, passwordHash: before } = user;
      const { affected } = await manager.update(
        User,
        { id, passwordHash: before },
        { passwordHash },
      );
      if (affected !== 1) throw wrongPassword();
      return this.sessions.restart(manager, id);
    });
    await this.throttle.succeed(email, address);
    return { user, ...session };
  }
}

function wrongPassword(): ApiError {
  return badInput({ "input.currentPassword": "This is not your current password." });
}
