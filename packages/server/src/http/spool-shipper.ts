import fs from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import type { RequestLogSink } from "../resources/request-logs/request-log.sink.js";
import type { Segment, SpoolFolder } from "./spool-folder.js";
import { type RecordBatch, readBatches } from "./spool-reader.js";

const SHIP_INTERVAL_MS = 200;
/** After a round of so many, the next one is later: a row costs less among many. More are many already. */
const BUSY_RECORDS = { from: 500, to: 5_000 } as const;
const BUSY_INTERVAL_MS = 600;
const RETRY_MAX_MS = 10_000;
/** More than so many waiting are a backlog, whose shipping is told of. */
const BACKLOG_RECORDS = 10_000;
const PROGRESS_MS = 10_000;
/** Longest rest between two batches while requests come in. */
const REST_MAX_MS = 50;

/** What a backlog's shipping has come to. */
interface Progress {
  readonly total: number;
  shipped: number;
  toldAtMs: number;
}

/**
 * Brings the spool's records to the sink, the oldest first: every fifth of a second, less often where that
 * makes larger batches, and later and later while the sink fails. One works at a time, and a segment goes
 * only once the sink has all of it.
 */
export class SpoolShipper {
  private shipping: Promise<void> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;
  private endsAtMs = Number.POSITIVE_INFINITY;
  private failuresInARow = 0;
  private backlog: Progress | null = null;
  /** Records that the sink took. */
  shipped = 0;
  /** Batches that it did not take. */
  failures = 0;
  /** Lines that were no records. */
  damaged = 0;

  constructor(
    private readonly folder: SpoolFolder,
    private readonly sink: RequestLogSink,
    private readonly log: Logger,
    /** Told after each try, whatever came of it. */
    private readonly onRound: () => void,
  ) {}

  /** Begins, first of all with what an earlier process left. */
  start(): void {
    this.schedule(0);
  }

  /** Ships everything that is in the spool now; throws when the sink does not take it. */
  async flush(): Promise<void> {
    while (this.shipping) await this.shipping.catch(() => undefined);
    this.shipping = this.ship().finally(() => {
      this.shipping = null;
      this.onRound();
    });
    await this.shipping;
  }

  /** Ships what it can in the time, and no more. */
  async close(maxMs: number): Promise<void> {
    this.isClosed = true;
    this.endsAtMs = performance.now() + maxMs;
    clearTimeout(this.timer);
    await this.flush().catch((error: unknown) => this.noteFailure(error));
    const { records } = this.folder;
    if (records > 0) this.log.warn({ records }, "Request records are left for the next start");
  }

  private schedule(delayMs: number): void {
    if (this.isClosed) return;
    this.timer = setTimeout(() => {
      const { shipped } = this;
      this.flush().then(
        () => {
          if (this.failuresInARow > 0) this.log.warn("Request records can be shipped again");
          this.failuresInARow = 0;
          this.schedule(pauseAfter(this.shipped - shipped));
        },
        (error: unknown) => {
          this.noteFailure(error);
          this.schedule(Math.min(RETRY_MAX_MS, SHIP_INTERVAL_MS * 2 ** this.failuresInARow));
        },
      );
    }, delayMs);
  }

  /** An outage is told of once, not by the try. */
  private noteFailure(error: unknown): void {
    this.failures += 1;
    this.failuresInARow += 1;
    const level = this.failuresInARow === 1 ? "error" : "debug";
    this.log[level]({ err: error }, "Request records cannot be shipped; they wait in the spool");
  }

  private async ship(): Promise<void> {
    const { newest, records } = this.folder;
    if (records > BACKLOG_RECORDS) this.tellBacklog(records);
    for (let done = newest === null; !done; ) {
      const { oldest } = this.folder;
      if (!oldest || this.isOver()) return;
      done = oldest === newest;
      this.folder.seal(oldest);
      await this.shipSegment(oldest);
    }
    if (this.backlog) this.log.warn({ records: this.backlog.shipped }, "The backlog is shipped");
    this.backlog = null;
  }

  private async shipSegment(segment: Segment): Promise<void> {
    for await (const batch of readBatches(segment)) {
      const startedAtMs = performance.now();
      const { bytes: before } = this.folder;
      await this.deliver(segment, batch);
      if (this.isOver()) return;
      // Between the batches of a backlog the requests that come in have half of the time.
      const isBusy = this.folder.bytes !== before;
      if (isBusy) await pause(Math.min(REST_MAX_MS, performance.now() - startedAtMs));
    }
    await this.folder.remove(segment);
  }

  private async deliver(segment: Segment, batch: RecordBatch): Promise<void> {
    const { rows, damagedLines, endByte } = batch;
    if (rows.length > 0) await this.sink.write(rows);
    if (damagedLines.length > 0) await this.setAside(segment, damagedLines);
    this.shipped += rows.length;
    this.folder.noteShipped(segment, endByte, rows.length + damagedLines.length);
    this.tellProgress(rows.length);
  }

  /** Keeps what cannot be read beside the spool, so that it does not hold up the rest. */
  private async setAside({ file }: Segment, lines: readonly string[]): Promise<void> {
    await fs.promises.appendFile(`${file}.damaged`, `${lines.join("\n")}\n`, { mode: 0o600 });
    this.damaged += lines.length;
    this.log.error({ lines: lines.length, file }, "Damaged request records were set aside");
  }

  private isOver(): boolean {
    return performance.now() > this.endsAtMs;
  }

  private tellBacklog(records: number): void {
    if (this.backlog) return;
    this.backlog = { total: records, shipped: 0, toldAtMs: performance.now() };
    this.log.warn({ records }, "Shipping a backlog of request records");
  }

  private tellProgress(rows: number): void {
    const { backlog } = this;
    if (!backlog) return;
    backlog.shipped += rows;
    if (performance.now() - backlog.toldAtMs < PROGRESS_MS) return;
    backlog.toldAtMs = performance.now();
    const { shipped, total } = backlog;
    this.log.warn({ shipped, left: this.folder.records, total }, "Shipping the backlog");
  }
}

/** How long to wait for the next round after one of so many records. */
function pauseAfter(records: number): number {
  const isBusy = records >= BUSY_RECORDS.from && records < BUSY_RECORDS.to;
  return isBusy ? BUSY_INTERVAL_MS : SHIP_INTERVAL_MS;
}
