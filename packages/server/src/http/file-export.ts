import type { Scope } from "@latchkey/shared";
import type { ExportedFile } from "./exported-file.js";

/** A list of the API that is to be had as a file. */
export interface FileExport<Row> {
  /** The file's name, without its ending. */
  readonly name: string;
  /** The query's field, whose pages the file is made of. */
  readonly field: string;
  /** The type of its filter, whose fields the query string names. */
  readonly filterType: string;
  /** The operation to run; what the caller may not see is not asked for. */
  readonly document: (scopes: ReadonlySet<Scope>) => string;
  readonly files: Readonly<Record<"csv" | "json", ExportedFile<Row>>>;
}
