import fs from "node:fs";
import path from "node:path";
import { instantOf } from "../database/instant-of.js";
import { newId } from "../database/new-id.js";
import type { RequestLog } from "../resources/request-logs/request-log.entity.js";

/** A segment is closed at this size, so that none takes long to read, nor its space long to come free. */
const SEGMENT_BYTES = 8 * 1024 * 1024;
/** Kept free for the records of requests that are under way when the disk fills up. */
const RESERVE_BYTES = 1024 * 1024;
const RESERVE_FILE = "reserve";
const SCAN_BYTES = 1024 * 1024;
/** As many records are at hand as wait between two rounds of a busy server; of a backlog the files are read. */
const AT_HAND_MAX = 50_000;
/** What one call appended is shipped together, so that this is a batch's size. */
const AT_HAND_CALL_MAX = 2_000;
const LINE_END = 0x0a;
/** Named by time (UUIDv7), so that they are shipped in order. */
const SEGMENT = /^([0-9a-f-]{36})\.ndjson$/;

/** What was appended by one call, and where in its segment that ends. */
export interface AppendedRecords {
  readonly rows: readonly RequestLog[];
  readonly endByte: number;
}

/** One file of records, a line each. */
export interface Segment {
  readonly file: string;
  readonly openedAt: Date;
  /** All of it, shipped or not: what it takes of the disk. */
  bytes: number;
  /** Those that are not shipped yet. */
  records: number;
  /** Up to where it is shipped. */
  shippedBytes: number;
  /** All of its records, in its order, so that they need not be read again; null where its file has to be. */
  atHand: AppendedRecords[] | null;
}

/** Writes what it can of the bytes from an index on, and says how much that was. */
export type WriteBytes = (fd: number, bytes: Buffer, from: number) => number;

/** The files of the spool: the newest is appended to, the oldest is shipped first. */
export class SpoolFolder {
  /** The oldest first. */
  private readonly segments: Segment[];
  /** Of the newest segment, while it is appended to. */
  private fd: number | null = null;
  /** What all segments take of the disk. */
  bytes = 0;
  /** Those that are not shipped yet. */
  records = 0;
  private recordsAtHand = 0;

  constructor(
    private readonly folder: string,
    private readonly write: WriteBytes = (fd, bytes, from) => fs.writeSync(fd, bytes, from),
  ) {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.segments = fs
      .readdirSync(folder)
      .sort()
      .flatMap((name) => this.find(name));
  }

  get oldest(): Segment | null {
    return this.segments[0] ?? null;
  }

  get newest(): Segment | null {
    return this.segments.at(-1) ?? null;
  }

  /** Appends all of the records, written as these lines, or none: what a full disk cuts short is taken back. */
  append(lines: Buffer, rows: readonly RequestLog[]): void {
    const newest = this.newest;
    if (newest && newest.bytes >= SEGMENT_BYTES) this.seal(newest);
    const { segment, fd } = this.opened();
    try {
      for (let from = 0; from < lines.length; ) {
        const written = this.write(fd, lines, from);
        if (written === 0) throw new Error("The disk takes no more");
        from += written;
      }
    } catch (error) {
      this.takeBack(segment, fd);
      throw error;
    }
    segment.bytes += lines.length;
    segment.records += rows.length;
    this.bytes += lines.length;
    this.records += rows.length;
    this.keepAtHand(segment, rows);
  }

  /** Ends a segment: nothing more is appended to it. */
  seal(segment: Segment): void {
    if (this.fd === null || segment !== this.newest) return;
    fs.closeSync(this.fd);
    this.fd = null;
  }

  /** Notes that a segment is shipped up to a byte. */
  noteShipped(segment: Segment, bytes: number, records: number): void {
    segment.shippedBytes = bytes;
    segment.records -= records;
    this.records -= records;
  }

  /** Deletes a segment; whatever it still counted is not there any more. */
  async remove(segment: Segment): Promise<void> {
    await fs.promises.rm(segment.file, { force: true });
    this.forget(segment);
  }

  /** Takes the reserve from the disk, which others may fill; throws when there is no room for it and so much more. */
  keepReserve(beyondBytes = 0): void {
    const file = path.join(this.folder, RESERVE_FILE);
    if (fs.existsSync(file)) return;
    const fd = fs.openSync(file, "wx", 0o600);
    try {
      const bytes = Buffer.alloc(RESERVE_BYTES + beyondBytes, 1);
      if (this.write(fd, bytes, 0) !== bytes.length) throw new Error("The disk takes no more");
      fs.ftruncateSync(fd, RESERVE_BYTES);
    } catch (error) {
      fs.rmSync(file, { force: true });
      throw error;
    } finally {
      fs.closeSync(fd);
    }
  }

  /** Gives the reserve's room to the records; false when it was given before. */
  spendReserve(): boolean {
    try {
      fs.unlinkSync(path.join(this.folder, RESERVE_FILE));
      return true;
    } catch {
      return false;
    }
  }

  private find(name: string): Segment[] {
    const id = SEGMENT.exec(name)?.[1];
    if (id === undefined) return [];
    const file = path.join(this.folder, name);
    const { bytes, records } = measure(file);
    this.bytes += bytes;
    this.records += records;
    return [{ file, openedAt: instantOf(id), bytes, records, shippedBytes: 0, atHand: null }];
  }

  private opened(): { segment: Segment; fd: number } {
    const { newest } = this;
    if (this.fd !== null && newest) return { segment: newest, fd: this.fd };
    const id = newId();
    const file = path.join(this.folder, `${id}.ndjson`);
    const fd = fs.openSync(file, "ax", 0o600);
    const segment: Segment = {
      file,
      openedAt: instantOf(id),
      bytes: 0,
      records: 0,
      shippedBytes: 0,
      atHand: [],
    };
    this.fd = fd;
    this.segments.push(segment);
    return { segment, fd };
  }

  /** Where even that fails, the cut line stays the last one of its file, and is told by that. */
  private takeBack(segment: Segment, fd: number): void {
    try {
      fs.ftruncateSync(fd, segment.bytes);
    } catch {}
    this.seal(segment);
    if (segment.bytes > 0) return;
    fs.rmSync(segment.file, { force: true });
    this.forget(segment);
  }

  private keepAtHand(segment: Segment, rows: readonly RequestLog[]): void {
    const isTooMuch =
      rows.length > AT_HAND_CALL_MAX || this.recordsAtHand + rows.length > AT_HAND_MAX;
    if (isTooMuch) this.letGo(segment);
    if (!segment.atHand) return;
    segment.atHand.push({ rows, endByte: segment.bytes });
    this.recordsAtHand += rows.length;
  }

  private letGo(segment: Segment): void {
    for (const { rows } of segment.atHand ?? []) this.recordsAtHand -= rows.length;
    segment.atHand = null;
  }

  private forget(segment: Segment): void {
    this.letGo(segment);
    this.segments.splice(this.segments.indexOf(segment), 1);
    this.bytes -= segment.bytes;
    this.records -= segment.records;
  }
}

/** How long a file is and how many whole lines it has, read a piece at a time. */
function measure(file: string): { bytes: number; records: number } {
  const piece = Buffer.alloc(SCAN_BYTES);
  const fd = fs.openSync(file, "r");
  let [bytes, records] = [0, 0];
  try {
    for (let read = fs.readSync(fd, piece); read > 0; read = fs.readSync(fd, piece)) {
      bytes += read;
      const whole = piece.subarray(0, read);
      for (let end = whole.indexOf(LINE_END); end >= 0; end = whole.indexOf(LINE_END, end + 1)) {
        records += 1;
      }
    }
  } finally {
    fs.closeSync(fd);
  }
  return { bytes, records };
}
