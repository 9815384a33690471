import fs from "node:fs";
import type { RequestLog } from "../resources/request-logs/request-log.entity.js";
import type { AppendedRecords, Segment } from "./spool-folder.js";
import { readRecord } from "./spool-record.js";

/** Read at a time: parsing so much holds nobody up. */
const PIECE_BYTES = 64 * 1024;
const BATCH_ROWS = 5_000;
const LINE_END = 0x0a;

/** Some of a segment's records. */
export interface RecordBatch {
  readonly rows: RequestLog[];
  /** Lines that are no record. */
  readonly damagedLines: string[];
  /** Where in the segment they end. */
  readonly endByte: number;
}

/** The records of a segment that are not shipped yet, a batch at a time. */
export function readBatches(segment: Segment): Iterable<RecordBatch> | AsyncIterable<RecordBatch> {
  const { file, shippedBytes, atHand } = segment;
  return atHand ? joined(atHand, shippedBytes) : readFile(file, shippedBytes);
}

function* joined(appended: readonly AppendedRecords[], fromByte: number): Generator<RecordBatch> {
  let rows: RequestLog[] = [];
  let endByte = fromByte;
  for (const some of appended) {
    if (some.endByte <= fromByte) continue;
    rows.push(...some.rows);
    endByte = some.endByte;
    if (rows.length < BATCH_ROWS) continue;
    yield { rows, damagedLines: [], endByte };
    rows = [];
  }
  if (rows.length > 0) yield { rows, damagedLines: [], endByte };
}

/**
 * The records of a file from a byte on, and never the whole file in memory. A last line without an end
 * was cut short by a kill, and was never an answered request's.
 */
async function* readFile(file: string, fromByte: number): AsyncGenerator<RecordBatch> {
  const handle = await fs.promises.open(file, "r");
  try {
    let batch: RecordBatch = { rows: [], damagedLines: [], endByte: fromByte };
    let begun = Buffer.alloc(0);
    for (;;) {
      const piece = Buffer.alloc(PIECE_BYTES);
      const position = batch.endByte + begun.length;
      const { bytesRead } = await handle.read(piece, 0, PIECE_BYTES, position);
      if (bytesRead === 0) break;
      const bytes = Buffer.concat([begun, piece.subarray(0, bytesRead)]);
      const end = bytes.lastIndexOf(LINE_END) + 1;
      begun = bytes.subarray(end);
      batch = addLines(batch, bytes.toString("utf8", 0, end), end);
      if (batch.rows.length < BATCH_ROWS) continue;
      yield batch;
      batch = { rows: [], damagedLines: [], endByte: batch.endByte };
    }
    if (batch.rows.length > 0 || batch.damagedLines.length > 0) yield batch;
  } finally {
    await handle.close();
  }
}

function addLines({ rows, damagedLines, endByte }: RecordBatch, text: string, bytes: number) {
  for (const line of text.split("\n").slice(0, -1)) {
    const row = readRecord(line);
    if (row) rows.push(row);
    else damagedLines.push(line);
  }
  return { rows, damagedLines, endByte: endByte + bytes };
}
