import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import mysql from "mysql2/promise";

const POLL_MS = 500;
const ANSWER_MAX_MS = 500;
/** How long a process takes itself to be alone after it last saw that it is. */
const LEASE_MS = 1_500;
const PLACES = 16;

/** Whether no other process of Latchkey works on this database. */
export interface SoleProcess {
  readonly isAlone: boolean;
  stop(): Promise<void>;
}

/** The embedded database has one process at a time; its data folder sees to that. */
export const ALWAYS_ALONE: SoleProcess = { isAlone: true, stop: () => Promise.resolve() };

/**
 * Watches over a MySQL database by its named locks: each process holds one place, and is alone while
 * the others are free. One that finds another there waits until that one must have noticed.
 */
export async function watchProcesses(url: string): Promise<SoleProcess> {
  const watch = new ProcessWatch(url.replace(/^mariadb:/, "mysql:"));
  await watch.start();
  return watch;
}

class ProcessWatch implements SoleProcess {
  private readonly places: readonly string[];
  private connection: mysql.Connection | null = null;
  private own = "";
  private seenAloneAtMs = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(private readonly url: string) {
    // A lock's name is the whole server's, and at most 64 characters long.
    const database = createHash("sha256").update(new URL(url).pathname).digest("hex").slice(0, 24);
    this.places = Array.from({ length: PLACES }, (_, index) => `latchkey:${database}:${index}`);
  }

  get isAlone(): boolean {
    return performance.now() - this.seenAloneAtMs < LEASE_MS;
  }

  async start(): Promise<void> {
    await this.look();
    if (!this.isAlone) await wait(LEASE_MS + ANSWER_MAX_MS);
    this.schedule();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    this.connection?.destroy();
    this.connection = null;
  }

  private schedule(): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      this.look()
        // Not to be seen is not to be alone; the lease runs out by itself.
        .catch(() => {
          this.connection?.destroy();
          this.connection = null;
        })
        .finally(() => this.schedule());
    }, POLL_MS);
    this.timer.unref();
  }

  private async look(): Promise<void> {
    const askedAtMs = performance.now();
    this.connection ??= await this.takePlace();
    const others = this.places.filter((place) => place !== this.own);
    const row = await this.ask(
      this.connection,
      `SELECT ${others.map((_, index) => `IS_FREE_LOCK(?) AS p${index}`).join(", ")}`,
      others,
    );
    if (Object.values(row).every((isFree) => isFree === 1)) this.seenAloneAtMs = askedAtMs;
    else this.seenAloneAtMs = Number.NEGATIVE_INFINITY;
  }

  private async takePlace(): Promise<mysql.Connection> {
    const connection = await mysql.createConnection({ uri: this.url, connectTimeout: 5_000 });
    // A connection that breaks while nobody asks would end the process.
    connection.on("error", () => undefined);
    for (const place of this.places) {
      const { taken } = await this.ask(connection, "SELECT GET_LOCK(?, 0) AS taken", [place]);
      if (taken !== 1) continue;
      this.own = place;
      return connection;
    }
    connection.destroy();
    throw new Error(`More than ${PLACES} servers use this database without Redis`);
  }

  private async ask(
    connection: mysql.Connection,
    sql: string,
    values: readonly string[],
  ): Promise<Record<string, unknown>> {
    const [rows] = await connection.query<mysql.RowDataPacket[]>({
      sql,
      values: [...values],
      timeout: ANSWER_MAX_MS,
    });
    return rows[0] ?? {};
  }
}
