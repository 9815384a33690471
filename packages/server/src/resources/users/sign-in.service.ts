import { signInProblems } from "@latchkey/shared";
import type { DataSource } from "typeorm";
import { ApiError, assertNoProblems } from "../../base/api-error.js";
import { pretendToVerify, verifyPassword } from "./password.js";
import type { Sessions, StartedSession } from "./sessions.js";
import type { SignInInput } from "./sign-in.inputs.js";
import type { SignInThrottle } from "./sign-in-throttle.js";
import { User } from "./user.entity.js";

/** Signs people in and out with server-side sessions. */
export class SignInService {
  constructor(
    private readonly database: DataSource,
    private readonly throttle: SignInThrottle,
    private readonly sessions: Sessions,
  ) {}

  /** Begins a session, or answers 401 in the same words for an unknown address and a wrong password. */
  async signIn(input: SignInInput, address: string): Promise<StartedSession & { user: User }> {
    assertNoProblems(signInProblems(input));
    const email = input.email.trim().toLowerCase();
    await this.throttle.begin(email, address);
    const user = await this.database.getRepository(User).findOneBy({ email });
    const isRight = user
      ? await verifyPassword(input.password, user.passwordHash)
      : await pretendToVerify(input.password).then(() => false);
    const session = user && isRight ? await this.sessions.start(user) : null;
    if (!user || !session) {
      throw new ApiError("UNAUTHENTICATED", { message: "Wrong email or password" });
    }
    await this.throttle.succeed(email, address);
    return { user, ...session };
  }

  /** Ends the session; an unknown token is no error. */
  signOut(token: string): Promise<void> {
    return this.sessions.end(token);
  }

  /** The person behind a session cookie, or null when it is unknown or over. */
  findUser(token: string): Promise<User | null> {
    return this.sessions.findUser(token);
  }
}
