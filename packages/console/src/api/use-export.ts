import { useEffect, useRef, useState } from "react";
import { errorText } from "./error-text.js";
import { fetchExport } from "./export-file.js";
import { exportPath } from "./export-path.js";
import { useWorkspaceSession } from "./workspace-session.js";

/** What came of an export; null where it was stopped. */
export type ExportOutcome =
  | { readonly file: Blob; readonly rows: number }
  | { readonly failure: string }
  | null;

/** Fetches a list under a filter as a file; says how far it is, and can be stopped. */
export function useExport(list: "request-logs" | "leads", filter: Readonly<object>) {
  const { workspace } = useWorkspaceSession();
  const [rows, setRows] = useState<number | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = async (ending: "csv" | "json"): Promise<ExportOutcome> => {
    const controller = new AbortController();
    running.current = controller;
    setRows(0);
    let read = 0;
    try {
      const file = await fetchExport({
        path: exportPath(list, ending, filter),
        workspace: workspace.slug,
        signal: controller.signal,
        onProgress: (progress) => {
          // The first line of a CSV file names its columns, the last one of a JSON file ends it.
          read = Math.max(0, progress.rows - 1);
          setRows(read);
        },
      });
      return { file, rows: read };
    } catch (error) {
      return controller.signal.aborted ? null : { failure: errorText(error) };
    } finally {
      setRows(null);
    }
  };
  return { rows, run, stop: () => running.current?.abort() };
}
