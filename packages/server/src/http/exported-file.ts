import { csvText } from "@latchkey/shared";

type Cell = string | number | boolean | Date | readonly string[] | object | null;

/** The columns of a file, in their order, named as the API names them. */
export type ExportColumns<Row> = Readonly<Record<string, (row: Row) => Cell>>;

/** A file that is written page by page; in JSON and, but for line breaks in cells, in CSV each row is a line. */
export interface ExportedFile<Row> {
  readonly contentType: string;
  readonly head: string;
  /** The text of a page's rows; `isFirst` for the first rows of the file. */
  readonly rows: (rows: readonly Row[], isFirst: boolean) => string;
  readonly foot: string;
}

/** The kinds of file that rows are exported as: CSV (RFC 4180, formulas defused), and one JSON array. */
export function exportedFiles<Row>(
  columns: ExportColumns<Row>,
): Readonly<Record<"csv" | "json", ExportedFile<Row>>> {
  const cells = Object.values(columns);
  return {
    csv: {
      contentType: "text/csv; charset=utf-8; header=present",
      head: csvText([Object.keys(columns)]),
      rows: (rows) => csvText(rows.map((row) => cells.map((cell) => toText(cell(row))))),
      foot: "",
    },
    json: {
      contentType: "application/json; charset=utf-8",
      head: "[",
      rows: (rows, isFirst) =>
        rows
          .map((row, index) => `${isFirst && index === 0 ? "" : ","}${toJson(columns, row)}\n`)
          .join(""),
      foot: "]\n",
    },
  };
}

function toText(cell: Cell): string {
  if (cell === null) return "";
  if (cell instanceof Date) return cell.toISOString();
  if (Array.isArray(cell)) return cell.join(" ");
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}

function toJson<Row>(columns: ExportColumns<Row>, row: Row): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(columns).map(([name, cell]) => [name, cell(row)])),
  );
}
