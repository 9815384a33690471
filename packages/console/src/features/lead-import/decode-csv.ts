import { CsvProblem } from "./csv-problem.js";

/** A file's text, with every line break as `\n`, and how its bytes were read. */
export interface DecodedCsv {
  readonly text: string;
  readonly encoding: "UTF-8" | "UTF-16" | "Windows-1252";
}

/** Largest file, in bytes. */
export const CSV_BYTES_MAX = 50 * 1024 * 1024;

const ZIP = [0x50, 0x4b, 0x03, 0x04];

/**
 * Reads a file's bytes as text: UTF-8, UTF-16 where it begins with the mark of it, and Windows-1252 where
 * it is no UTF-8, as spreadsheets on Windows write. Throws what is no text.
 */
export function decodeCsv(bytes: Uint8Array): DecodedCsv {
  if (bytes.length === 0) throw new CsvProblem("The file is empty.");
  if (bytes.length > CSV_BYTES_MAX) {
    throw new CsvProblem(`The file is larger than ${CSV_BYTES_MAX / 1024 / 1024} MB. Split it.`);
  }
  if (ZIP.every((byte, index) => bytes[index] === byte)) {
    throw new CsvProblem("This is a workbook, not a CSV file. Save it as CSV first.");
  }
  const { text, encoding } = decode(bytes);
  if (text.includes("\u0000")) throw new CsvProblem("This is not a text file.");
  return { text: text.replace(/\r\n?/g, "\n"), encoding };
}

function decode(bytes: Uint8Array): DecodedCsv {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decoded(bytes, "UTF-16", "utf-16le");
  if (first === 0xfe && second === 0xff) return decoded(bytes, "UTF-16", "utf-16be");
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "UTF-8" };
  } catch {
    return decoded(bytes, "Windows-1252", "windows-1252");
  }
}

function decoded(bytes: Uint8Array, encoding: DecodedCsv["encoding"], label: string): DecodedCsv {
  return { text: new TextDecoder(label).decode(bytes), encoding };
}
