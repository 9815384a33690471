import { useApolloClient } from "@apollo/client/react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { chunkRows } from "./chunk-rows.js";
import type { ImportPlan } from "./import-plan.js";
import type { CsvTable } from "./parse-csv.js";
import { newImportId, sendChunk } from "./send-chunk.js";
import { type RunState, UpsertRun } from "./upsert-run.js";

/** A run and how far it is. */
export interface ShownRun {
  readonly run: UpsertRun;
  readonly state: RunState;
}

/** Sends a file's rows, or rehearses that; what runs is stopped when the page is left. */
export function useUpsertRun(kind: "import" | "dry run") {
  const client = useApolloClient();
  const [run, setRun] = useState<UpsertRun | null>(null);
  useEffect(() => () => run?.stop(), [run]);
  const state = useSyncExternalStore(
    run?.subscribe ?? subscribeToNothing,
    run?.state ?? (() => null),
  );

  const start = (table: CsvTable, plan: ImportPlan, campaignId: string) => {
    const place = { campaignId, importId: kind === "import" ? newImportId() : null };
    const next = new UpsertRun({
      chunks: chunkRows(table, plan),
      send: (chunk) => sendChunk(client, place, chunk),
      lineOf: (row) => table.rows[row]?.line ?? 0,
      sleep,
      now: Date.now,
    });
    setRun(next);
    void next.go();
  };
  const shown: ShownRun | null = run && state ? { run, state } : null;
  return { shown, start, clear: () => setRun(null) };
}

function subscribeToNothing(): () => void {
  return () => {};
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
