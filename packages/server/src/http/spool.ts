import fs from "node:fs";
import path from "node:path";
import { newId } from "../database/new-id.js";
import type { RequestLog } from "../resources/request-logs/request-log.entity.js";
import type { RequestLogSink } from "../resources/request-logs/request-log.sink.js";

const SHIP_INTERVAL_MS = 200;
const RETRY_MAX_MS = 10_000;
/** Named by time (UUIDv7), so that they are shipped in order. */
const SEGMENT = /^[0-9a-f-]{36}\.ndjson$/;

/**
 * Request records between the answer and the database. Each is appended to a file with a
 * synchronous write before its answer ends, so a killed process loses nothing; files are shipped
 * whole and deleted only once the sink has them. Rows carry their id, so shipping one twice is harmless.
 */
export class Spool {
  /** Records that are not written yet. */
  private lines = "";
  private writing: Promise<void> | null = null;
  private segment: { readonly file: string; readonly fd: number } | null = null;
  private shipping: Promise<void> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private isClosed = false;

  constructor(
    private readonly folder: string,
    private readonly sink: RequestLogSink,
    private readonly onError: (error: unknown) => void,
  ) {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /**
   * Keeps one record; it has reached the operating system once this resolves. The records of one turn
   * of the event loop are written by one call.
   */
  append(row: RequestLog): Promise<void> {
    this.lines += `${JSON.stringify(row)}\n`;
    this.writing ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        this.writing = null;
        try {
          this.write();
          resolve();
        } catch (error) {
          reject(error);
        }
      });
    });
    return this.writing;
  }

  /** Begins to ship, first of all what an earlier process left. */
  start(): void {
    this.schedule(0);
  }

  /** Ships everything appended so far; throws when the sink does not take it. */
  async flush(): Promise<void> {
    while (this.shipping) await this.shipping.catch(() => undefined);
    this.shipping = this.ship().finally(() => {
      this.shipping = null;
    });
    await this.shipping;
  }

  /** Ships what is left; what the sink does not take stays for the next start. */
  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.flush().catch(this.onError);
  }

  private write(): void {
    const lines = Buffer.from(this.lines);
    this.lines = "";
    this.segment ??= this.openSegment();
    if (fs.writeSync(this.segment.fd, lines) !== lines.length) {
      throw new Error("Request records were cut short: is the disk full?");
    }
  }

  private schedule(delayMs: number): void {
    if (this.isClosed) return;
    this.timer = setTimeout(() => {
      this.flush().then(
        () => {
          this.failures = 0;
          this.schedule(SHIP_INTERVAL_MS);
        },
        (error: unknown) => {
          this.onError(error);
          this.failures += 1;
          this.schedule(Math.min(RETRY_MAX_MS, SHIP_INTERVAL_MS * 2 ** this.failures));
        },
      );
    }, delayMs);
  }

  private async ship(): Promise<void> {
    if (this.segment) {
      fs.closeSync(this.segment.fd);
      this.segment = null;
    }
    for (const name of fs
      .readdirSync(this.folder)
      .filter((entry) => SEGMENT.test(entry))
      .sort()) {
      const file = path.join(this.folder, name);
      if (file === this.openFile()) continue;
      const { rows, damagedLines } = readSegment(await fs.promises.readFile(file, "utf8"));
      if (rows.length > 0) await this.sink.write(rows);
      if (damagedLines.length > 0) await this.setAside(file, damagedLines);
      await fs.promises.unlink(file);
    }
  }

  /** Keeps what cannot be read beside the spool, so that it does not hold up the rest. */
  private async setAside(file: string, lines: readonly string[]): Promise<void> {
    await fs.promises.writeFile(`${file}.damaged`, lines.join("\n"), { mode: 0o600 });
    this.onError(new Error(`${lines.length} damaged request record(s) were set aside`));
  }

  /** The file being appended to; a record may have opened it while others were shipped. */
  private openFile(): string | undefined {
    return this.segment?.file;
  }

  private openSegment(): { file: string; fd: number } {
    const file = path.join(this.folder, `${newId()}.ndjson`);
    return { file, fd: fs.openSync(file, "ax", 0o600) };
  }
}

/**
 * The rows of a segment, and the lines that are none. A last line without an end was cut short by a
 * kill, and was never an answered request's.
 */
function readSegment(content: string): { rows: RequestLog[]; damagedLines: string[] } {
  const rows: RequestLog[] = [];
  const damagedLines: string[] = [];
  for (const line of content.split("\n").slice(0, -1)) {
    try {
      const row = JSON.parse(line) as RequestLog;
      rows.push({ ...row, at: new Date(row.at) });
    } catch {
      damagedLines.push(line);
    }
  }
  return { rows, damagedLines };
}
