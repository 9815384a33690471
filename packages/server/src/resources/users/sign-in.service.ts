import { createHash, randomBytes } from "node:crypto";
import { signInProblems } from "@latchkey/shared";
import { type DataSource, LessThan, MoreThan } from "typeorm";
import { ApiError, assertNoProblems } from "../../base/api-error.js";
import type { Clock } from "../../base/clock.js";
import { newId } from "../../database/new-id.js";
import { pretendToVerify, verifyPassword } from "./password.js";
import { Session } from "./session.entity.js";
import type { SignInInput } from "./sign-in.inputs.js";
import type { SignInThrottle } from "./sign-in-throttle.js";
import { User } from "./user.entity.js";

/** How long a session lasts after sign-in. */
const SESSION_HOURS = 12;
const TOKEN_BYTES = 32;

/** A session just begun; the token is for the cookie and is kept nowhere else. */
interface StartedSession {
  readonly user: User;
  readonly token: string;
  readonly expiresAt: Date;
}

/** Signs people in and out with server-side sessions. */
export class SignInService {
  constructor(
    private readonly database: DataSource,
    private readonly throttle: SignInThrottle,
    private readonly clock: Clock,
  ) {}

  /** Begins a session, or answers 401 in the same words for an unknown address and a wrong password. */
  async signIn(input: SignInInput, address: string): Promise<StartedSession> {
    assertNoProblems(signInProblems(input));
    const email = input.email.trim().toLowerCase();
    await this.throttle.begin(email, address);
    const user = await this.database.getRepository(User).findOneBy({ email });
    const isRight = user
      ? await verifyPassword(input.password, user.passwordHash)
      : await pretendToVerify(input.password).then(() => false);
    if (!user || !isRight) {
      throw new ApiError("UNAUTHENTICATED", { message: "Wrong email or password" });
    }
    await this.throttle.succeed(email, address);
    return this.startSession(user);
  }

  /** Ends the session; an unknown token is no error. */
  async signOut(token: string): Promise<void> {
    await this.database.getRepository(Session).delete({ tokenHash: hashToken(token) });
  }

  /** The person behind a session cookie, or null when it is unknown or over. */
  async findUser(token: string): Promise<User | null> {
    const session = await this.database.getRepository(Session).findOne({
      where: { tokenHash: hashToken(token), expiresAt: MoreThan(this.clock.now()) },
      relations: { user: true },
    });
    return session?.user ?? null;
  }

  private async startSession(user: User): Promise<StartedSession> {
    const now = this.clock.now();
    const token = randomBytes(TOKEN_BYTES).toString("base64url");
    const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
    const sessions = this.database.getRepository(Session);
    await sessions.delete({ expiresAt: LessThan(now) });
    await sessions.insert({
      id: newId(),
      tokenHash: hashToken(token),
      userId: user.id,
      createdAt: now,
      expiresAt,
    });
    return { user, token, expiresAt };
  }
}

function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
