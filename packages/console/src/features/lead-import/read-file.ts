import { CsvProblem } from "./csv-problem.js";
import { CSV_BYTES_MAX, type DecodedCsv, decodeCsv } from "./decode-csv.js";
import { type CsvTable, parseCsv } from "./parse-csv.js";

/** A file that was read. */
export interface ImportFile {
  readonly name: string;
  readonly encoding: DecodedCsv["encoding"];
  readonly table: CsvTable;
}

/** Reads a chosen file; or says in a sentence why it cannot be read. */
export async function readFile(file: File): Promise<ImportFile | { readonly problem: string }> {
  try {
    // A file that is too large is not even loaded.
    const bytes = file.size > CSV_BYTES_MAX ? null : new Uint8Array(await file.arrayBuffer());
    const { text, encoding } = decodeCsv(bytes ?? new Uint8Array(CSV_BYTES_MAX + 1));
    return { name: file.name, encoding, table: await parseCsv(text) };
  } catch (error) {
    return {
      problem:
        error instanceof CsvProblem
          ? error.message
          : "The file could not be read. Has it been moved or changed since it was chosen?",
    };
  }
}
