import { UPSERT_LIMITS } from "@latchkey/shared";
import type { UpsertLeadInput } from "../../api/generated/graphql.js";
import type { ImportPlan } from "./import-plan.js";
import { readLeadRow } from "./lead-row.js";
import type { CsvTable } from "./parse-csv.js";

/** Most bytes of rows in one request, below the 1 MB that its whole body may have. */
export const CHUNK_BYTES_MAX = 900_000;

/** A row that is not imported. */
export interface RefusedRow {
  /** Its place among the file's rows, from 0. */
  readonly row: number;
  readonly reason: string;
}

/** What goes in one request, with the rows that were refused on the way to it. */
export interface RowChunk {
  /** The place of its first row; unique in the file. */
  readonly start: number;
  readonly rows: ReadonlyArray<{ readonly row: number; readonly input: UpsertLeadInput }>;
  readonly refused: readonly RefusedRow[];
}

/**
 * Cuts a file into requests, each read when it is asked for. A row that names the same lead as an earlier
 * one of the file is refused wherever the two stand, as the server does within one request.
 */
export function* chunkRows({ rows }: CsvTable, plan: ImportPlan): Generator<RowChunk, void> {
  const firstLines = new Map<string, number>();
  const encoder = new TextEncoder();
  let chunk = emptyChunk(0);
  for (const [row, csvRow] of rows.entries()) {
    const read = readLeadRow(csvRow, plan);
    const refuse = (reason: string) => chunk.refused.push({ row, reason });
    if ("reason" in read) refuse(read.reason);
    else {
      const first = firstLines.get(read.match);
      const bytes = encoder.encode(JSON.stringify(read.input)).length + 1;
      if (first !== undefined) refuse(`The same lead as in line ${first}.`);
      else if (bytes > CHUNK_BYTES_MAX) refuse("The row is too long to be sent.");
      else {
        if (chunk.bytes + bytes > CHUNK_BYTES_MAX) {
          yield chunk;
          chunk = emptyChunk(row);
        }
        firstLines.set(read.match, csvRow.line);
        chunk.rows.push({ row, input: read.input });
        chunk.bytes += bytes;
      }
    }
    if (chunk.rows.length + chunk.refused.length >= UPSERT_LIMITS.rowsMax) {
      yield chunk;
      chunk = emptyChunk(row + 1);
    }
  }
  if (chunk.rows.length + chunk.refused.length > 0) yield chunk;
}

function emptyChunk(start: number) {
  const rows: Array<{ row: number; input: UpsertLeadInput }> = [];
  const refused: RefusedRow[] = [];
  return { start, rows, refused, bytes: 0 };
}
