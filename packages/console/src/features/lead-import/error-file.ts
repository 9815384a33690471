import { csvText } from "@latchkey/shared";
import type { RefusedRow } from "./chunk-rows.js";
import type { CsvTable } from "./parse-csv.js";

/**
 * The refused rows as a CSV file: each as it was, with its line and the reason after it. What a
 * spreadsheet would run as a formula is defused, and the import reads it as it was.
 */
export function errorFile({ header, rows }: CsvTable, refused: readonly RefusedRow[]): string {
  const sorted = [...refused].sort((a, b) => a.row - b.row);
  const width = Math.max(
    header.length,
    sorted.reduce((widest, { row }) => Math.max(widest, rows[row]?.cells.length ?? 0), 0),
  );
  const padded = (cells: readonly string[]) =>
    Array.from({ length: width }, (_, index) => cells[index] ?? "");
  return csvText([
    [...padded(header), "Line", "Reason"],
    ...sorted.map(({ row, reason }) => {
      const { cells = [], line = 0 } = rows[row] ?? {};
      return [...padded(cells), String(line), reason];
    }),
  ]);
}
