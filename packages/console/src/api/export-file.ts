/** What an export has brought so far. */
export interface ExportProgress {
  readonly rows: number;
  readonly bytes: number;
}

const LINE_END = 10;
const QUOTE = 34;

/**
 * Fetches a file that the server streams, a row a line, and tells how far it is. Throws the server's
 * refusal as its JSON says it, and when the stream breaks off.
 */
export async function fetchExport(options: {
  readonly path: string;
  readonly workspace: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ExportProgress) => void;
}): Promise<Blob> {
  const { path, workspace, signal, onProgress } = options;
  const response = await fetch(path, {
    credentials: "same-origin",
    headers: { "x-workspace": workspace },
    signal,
  });
  if (!response.ok || !response.body) {
    const refusal: unknown = await response.json().catch(() => null);
    throw refusal ?? new Error("The export was refused");
  }
  const parts: BlobPart[] = [];
  const progress = { rows: 0, bytes: 0 };
  const isCsv = response.headers.get("content-type")?.startsWith("text/csv") === true;
  // A line break inside a quoted cell ends no row; a quote in a cell is written twice.
  let isQuoted = false;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    progress.bytes += value.length;
    for (const byte of value) {
      if (isCsv && byte === QUOTE) isQuoted = !isQuoted;
      else if (byte === LINE_END && !isQuoted) progress.rows += 1;
    }
    onProgress({ ...progress });
  }
  return new Blob(parts, { type: response.headers.get("content-type") ?? "" });
}
