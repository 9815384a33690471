import type { Logger } from "pino";
import type { RequestLog } from "../resources/request-logs/request-log.entity.js";
import type { RequestLogSink } from "../resources/request-logs/request-log.sink.js";
import { SpoolFolder, type WriteBytes } from "./spool-folder.js";
import { writeRecord } from "./spool-record.js";
import { SpoolRoom, type SpoolWhenFull } from "./spool-room.js";
import { SpoolShipper } from "./spool-shipper.js";

const KEPT = Promise.resolve();
/** Beside the reserve; what a few records take must not end and begin an episode again and again. */
const FREE_AGAIN_BYTES = 1024 * 1024;

/** How much a spool holds, and what then. */
export interface SpoolSettings {
  /** Passed by a tenth at most, for the requests that are under way when it is reached. */
  readonly bytesMax: number;
  readonly whenFull: SpoolWhenFull;
}

/** What a spool holds, and what it has done since it was opened. */
export interface SpoolFigures {
  readonly records: number;
  readonly bytes: number;
  readonly oldestAt: Date | null;
  readonly isFull: boolean;
  readonly shipped: number;
  readonly shipFailures: number;
  readonly damaged: number;
  readonly refused: number;
  readonly dropped: number;
  readonly fullEpisodes: number;
}

/**
 * Request records between the answer and the database. Each is appended to a file with a
 * synchronous write before its answer ends, so a killed process loses nothing; what is shipped goes
 * only once the sink has it. Rows carry their id, so shipping one twice is harmless.
 */
export class Spool {
  private readonly folder: SpoolFolder;
  private readonly room: SpoolRoom;
  private readonly shipper: SpoolShipper;
  /** Records that are not written yet. */
  private lines = "";
  private rows: RequestLog[] = [];
  private writing: Promise<void> | null = null;

  constructor(
    folder: string,
    sink: RequestLogSink,
    private readonly settings: SpoolSettings,
    log: Logger,
    write?: WriteBytes,
  ) {
    this.folder = new SpoolFolder(folder, write);
    this.room = new SpoolRoom(settings.bytesMax, settings.whenFull, log);
    this.shipper = new SpoolShipper(this.folder, sink, log, () => this.lookForRoom());
    this.keepReserve();
    this.room.noteBytes(this.folder.bytes);
  }

  /** Whether a request that would leave a record must be refused before anything of it runs; counts it. */
  refuses(): boolean {
    return this.room.refuses();
  }

  /**
   * Keeps one record; it has reached the operating system once this resolves. The records of one turn
   * of the event loop are written by one call. Rejects when it could not be kept and the request must
   * not be answered without; resolves where such records are dropped.
   */
  append(row: RequestLog): Promise<void> {
    if (this.room.drops()) return KEPT;
    if (this.room.isOverfull(this.folder.bytes)) return Promise.reject(new Error("No room"));
    this.lines += writeRecord(row);
    this.rows.push(row);
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
    this.shipper.start();
  }

  /** Ships everything appended so far; throws when the sink does not take it. */
  flush(): Promise<void> {
    return this.shipper.flush();
  }

  /** Ships what is left; what the sink does not take in time stays for the next start. */
  async close(maxMs = Number.POSITIVE_INFINITY): Promise<void> {
    await this.shipper.close(maxMs);
    this.folder.spendReserve();
  }

  get figures(): SpoolFigures {
    const { folder, shipper, room } = this;
    return {
      records: folder.records,
      bytes: folder.bytes,
      oldestAt: folder.oldest?.openedAt ?? null,
      isFull: room.isFull,
      shipped: shipper.shipped,
      shipFailures: shipper.failures,
      damaged: shipper.damaged,
      refused: room.refused,
      dropped: room.dropped,
      fullEpisodes: room.episodes,
    };
  }

  private write(): void {
    const [lines, rows] = [Buffer.from(this.lines), this.rows];
    this.lines = "";
    this.rows = [];
    try {
      this.appendOrSpendReserve(lines, rows);
    } catch (error) {
      this.room.noteDiskFailure(this.folder.bytes, error);
      this.room.dropped += rows.length;
      if (this.settings.whenFull === "refuse") throw error;
    }
    this.room.noteBytes(this.folder.bytes);
  }

  /** The reserve is for the requests that are under way; those that come later find the spool full. */
  private appendOrSpendReserve(lines: Buffer, rows: readonly RequestLog[]): void {
    try {
      this.folder.append(lines, rows);
    } catch (error) {
      if (!this.folder.spendReserve()) throw error;
      this.folder.append(lines, rows);
      this.room.noteDiskFailure(this.folder.bytes, error);
    }
  }

  private keepReserve(): void {
    try {
      this.folder.keepReserve();
    } catch (error) {
      this.room.noteDiskFailure(this.folder.bytes, error);
    }
  }

  private lookForRoom(): void {
    this.room.lookAgain(this.folder.bytes, () => this.folder.keepReserve(FREE_AGAIN_BYTES));
  }
}
