import { createHash, randomBytes } from "node:crypto";
import { type DataSource, type EntityManager, LessThan, MoreThan } from "typeorm";
import type { Clock } from "../../base/clock.js";
import { newId } from "../../database/new-id.js";
import { rowLock } from "../../database/row-lock.js";
import { Session } from "./session.entity.js";
import { User } from "./user.entity.js";

/** How long a session lasts after it began. */
const SESSION_HOURS = 12;
const TOKEN_BYTES = 32;

/** A session just begun; the token is for the cookie and is kept nowhere else. */
export interface StartedSession {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Begins and ends sessions; handed to each service whose answer signs somebody in. */
export class Sessions {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Begins a session, or gives null when the person's password is another than the one that was checked. */
  async start(user: User): Promise<StartedSession | null> {
    const sessions = this.database.getRepository(Session);
    await sessions.delete({ expiresAt: LessThan(this.clock.now()) });
    return this.database.transaction(async (manager) => {
      // Held, so that a password changed at this moment ends this session too.
      const current = await manager.findOne(User, { where: { id: user.id }, ...rowLock(manager) });
      return current?.passwordHash === user.passwordHash ? this.insert(manager, user.id) : null;
    });
  }

  /** Ends every session of a person and begins a new one, in the caller's transaction. */
  async restart(manager: EntityManager, userId: string): Promise<StartedSession> {
    await manager.delete(Session, { userId });
    return this.insert(manager, userId);
  }

  /** Ends one session; an unknown token is no error. */
  async end(token: string): Promise<void> {
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

  private async insert(manager: EntityManager, userId: string): Promise<StartedSession> {
    const createdAt = this.clock.now();
    const token = randomBytes(TOKEN_BYTES).toString("base64url");
    const expiresAt = new Date(createdAt.getTime() + SESSION_HOURS * 3_600_000);
    const tokenHash = hashToken(token);
    await manager.insert(Session, { id: newId(), tokenHash, userId, createdAt, expiresAt });
    return { token, expiresAt };
  }
}

function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
