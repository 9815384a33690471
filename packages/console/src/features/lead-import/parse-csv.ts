import Papa, { type ParseResult, type Parser } from "papaparse";
import { CsvProblem } from "./csv-problem.js";

/** A row of the file. */
export interface CsvRow {
  /** The line it begins in, from 1; a cell can have several lines. */
  readonly line: number;
  readonly cells: readonly string[];
  /** A quotation mark stands where none can: the cells may not be what was meant. */
  readonly isMisquoted: boolean;
}

/** A file with a header and at least one row. */
export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly CsvRow[];
  readonly delimiter: string;
}

/** Most columns a file can have. */
const COLUMNS_MAX = 100;

/** Characters that are read before the page has a turn. */
const CHUNK = 500_000;
const DELIMITERS = [",", ";", "\t", "|"];

/** Reads a text whose line breaks are `\n`, letting the page breathe; throws what is no table with a header. */
export async function parseCsv(text: string): Promise<CsvTable> {
  const { records, delimiter } = await readRecords(text);
  const [head, ...rows] = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (!head) throw new CsvProblem("The file is empty.");
  const header = readHeader(head);
  if (rows.length === 0) throw new CsvProblem("The file has a header and no rows below it.");
  return { header, rows, delimiter };
}

function readHeader({ cells, line }: CsvRow): string[] {
  const names = cells.map((cell) => cell.trim());
  if (names.length > COLUMNS_MAX) {
    throw new CsvProblem(
      `The file has ${names.length} columns; at most ${COLUMNS_MAX} can be read.`,
    );
  }
  const firstAt = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const key = name.toLowerCase();
    const first = firstAt.get(key);
    if (name !== "" && first !== undefined) {
      throw new CsvProblem(
        `Columns ${first + 1} and ${index + 1} are both called “${name}” in line ${line}. Rename one.`,
      );
    }
    firstAt.set(key, index);
  }
  return names.map((name, index) => name || `Column ${index + 1}`);
}

function readRecords(text: string): Promise<{ records: CsvRow[]; delimiter: string }> {
  return new Promise((resolve, reject) => {
    const records: CsvRow[] = [];
    let line = 1;
    let delimiter = ",";
    let isRefused = false;
    Papa.parse<string[]>(text, {
      newline: "\n",
      delimitersToGuess: DELIMITERS,
      chunkSize: CHUNK,
      chunk: ({ data, errors, meta }: ParseResult<string[]>, parser: Parser) => {
        delimiter = meta.delimiter;
        const wrong = new Map(errors.map(({ row, code }) => [row, code]));
        for (const [index, cells] of data.entries()) {
          if (wrong.get(index) === "MissingQuotes") {
            isRefused = true;
            reject(new CsvProblem(`A quotation mark is opened in line ${line} and never closed.`));
            parser.abort();
            return;
          }
          records.push({ line, cells, isMisquoted: wrong.get(index) === "InvalidQuotes" });
          line += 1 + lineBreaks(cells);
        }
        parser.pause();
        setTimeout(() => parser.resume());
      },
      complete: () => {
        if (!isRefused) resolve({ records, delimiter });
      },
    });
  });
}

function lineBreaks(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf("\n"); at !== -1; at = cell.indexOf("\n", at + 1)) count += 1;
  }
  return count;
}
