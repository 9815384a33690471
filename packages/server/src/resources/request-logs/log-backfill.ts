import { setTimeout } from "node:timers/promises";
import type { DataSource } from "typeorm";
import { readInstantOrNull } from "../../database/instants.js";
import { isMysql, tryAlone } from "../../database/migrate.js";
import type { RequestLog } from "./request-log.entity.js";
import type { RequestLogSink } from "./request-log.sink.js";

const TABLE = "request_logs_before";
const CHUNK = 500;
const REPORT_INTERVAL_MS = 5_000;
/** After an outage, and to see whether another replica has come to the end of it. */
const RETRY_MS = 30_000;

/**
 * Brings the rows that a migration set aside into the request logs and the roll-ups, the newest
 * first, while the server serves. A chunk goes from its old table once the sink has it, so that a restart goes
 * on where this stopped; half of the time is left to requests.
 */
export class LogBackfill {
  private running: Promise<unknown> = Promise.resolve();
  private readonly stopping = new AbortController();

  constructor(
    private readonly database: DataSource,
    private readonly sink: RequestLogSink,
    private readonly report: (line: string) => void,
    private readonly onError: (error: unknown) => void,
    private readonly retryMs = RETRY_MS,
  ) {}

  /** Begins; goes on after an outage, and where another replica that was at it ended, until no rows are left. */
  start(): void {
    this.running = this.runToTheEnd();
  }

  /** Copies all rows, unless another replica is at it; tells how far it is every few seconds. Whether none are left. */
  async run(): Promise<boolean> {
    if (!(await this.hasRowsAside())) return true;
    await tryAlone(this.database, "log_backfill", () => this.copyAll());
    return !(await this.hasRowsAside());
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async runToTheEnd(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        if (await this.run()) return;
      } catch (error) {
        this.onError(error);
      }
      // Stopping ends the pause, too.
      await setTimeout(this.retryMs, null, { signal }).catch(() => undefined);
    }
  }

  private async copyAll(): Promise<void> {
    if (!(await this.hasRowsAside())) return;
    const [row]: Array<{ total: unknown }> = await this.database.query(
      `SELECT COUNT(*) AS total FROM ${TABLE}`,
    );
    const total = Number(row?.total ?? 0);
    this.report(`Request logs: ${total} rows to bring over, the newest first`);
    let done = 0;
    let reportedAtMs = performance.now();
    for (;;) {
      if (this.stopping.signal.aborted) return;
      const startedAtMs = performance.now();
      const count = await this.copySome();
      if (count === 0) break;
      done += count;
      const nowMs = performance.now();
      if (nowMs - reportedAtMs > REPORT_INTERVAL_MS) {
        reportedAtMs = nowMs;
        this.report(`Request logs: ${done} of ${total} rows brought over`);
      }
      await setTimeout(nowMs - startedAtMs);
    }
    await this.database.query(`DROP TABLE ${TABLE}`);
    this.report(`Request logs: all ${total} rows brought over`);
  }

  private async copySome(): Promise<number> {
    const rows: StoredRow[] = await this.database.query(
      `SELECT * FROM ${TABLE} ORDER BY id DESC LIMIT ${CHUNK}`,
    );
    const oldest = rows.at(-1);
    if (!oldest) return 0;
    await this.sink.write(rows.map(toRequestLog));
    await this.database.query(`DELETE FROM ${TABLE} WHERE id >= ?`, [oldest.id]);
    return rows.length;
  }

  private async hasRowsAside(): Promise<boolean> {
    const tables: unknown[] = await this.database.query(
      isMysql(this.database)
        ? "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?"
        : "SELECT name FROM sqlite_master WHERE type = 'table' AND name = ?",
      [TABLE],
    );
    return tables.length > 0;
  }
}

/** A row as the database gives it. */
type StoredRow = Omit<RequestLog, "at" | "rootFields"> & {
  readonly at: unknown;
  readonly rootFields: string;
};

function toRequestLog(row: StoredRow): RequestLog {
  const at = readInstantOrNull(row.at);
  if (!at) throw new TypeError("A request arrived at some time");
  return { ...row, at, rootFields: row.rootFields === "" ? [] : row.rootFields.split(",") };
}
