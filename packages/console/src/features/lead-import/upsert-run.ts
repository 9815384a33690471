import type { UpsertOutcome } from "../../api/generated/graphql.js";
import type { RefusedRow, RowChunk } from "./chunk-rows.js";

/** What became of one request. */
export type SendOutcome =
  | {
      readonly results: ReadonlyArray<{
        readonly index: number;
        readonly outcome: UpsertOutcome;
        readonly message: string | null;
      }>;
    }
  | { readonly waitMs: number }
  /** `isPassing`: the same request may well succeed in a moment. */
  | { readonly failure: string; readonly isPassing: boolean };

/** How far a run is. */
export interface RunState {
  readonly phase: "RUNNING" | "WAITING" | "PAUSED" | "FAILED" | "STOPPED" | "DONE";
  readonly doneRows: number;
  readonly counts: Readonly<Record<UpsertOutcome, number>>;
  readonly refused: readonly RefusedRow[];
  /** When a full window of the rate limits has room again, or the next try is made. */
  readonly waitUntil: number | null;
  readonly failure: string | null;
}

interface RunParts {
  readonly chunks: Iterator<RowChunk>;
  /** Never throws; the same chunk can come again, and must then be harmless. */
  readonly send: (chunk: RowChunk) => Promise<SendOutcome>;
  readonly lineOf: (row: number) => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly now: () => number;
}

const RETRY_MS = [1_000, 3_000, 9_000];

/**
 * Sends a file's requests one after another. Waits as the server says; tries again what may pass, and
 * then rests until it is told to go on. Pausing and stopping let the request under way come to its end.
 */
export class UpsertRun {
  private current: RowChunk | null = null;
  private asked: "PAUSED" | "STOPPED" | null = null;
  private waking = new AbortController();
  private isLooping = false;
  private readonly listeners = new Set<() => void>();
  private shown: RunState = {
    phase: "RUNNING",
    doneRows: 0,
    counts: { CREATED: 0, UPDATED: 0, UNCHANGED: 0, REFUSED: 0 },
    refused: [],
    waitUntil: null,
    failure: null,
  };

  constructor(private readonly parts: RunParts) {}

  readonly state = (): RunState => this.shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Begins, goes on after a pause, or tries again what failed. */
  async go(): Promise<void> {
    if (this.isLooping || this.shown.phase === "DONE" || this.shown.phase === "STOPPED") return;
    this.isLooping = true;
    this.asked = null;
    this.show({ phase: "RUNNING", failure: null });
    const phase = await this.loop();
    this.isLooping = false;
    this.show({ phase, waitUntil: null });
  }

  pause(): void {
    this.ask("PAUSED");
  }

  stop(): void {
    this.ask("STOPPED");
    if (!this.isLooping && this.shown.phase !== "DONE") this.show({ phase: "STOPPED" });
  }

  private ask(phase: "PAUSED" | "STOPPED"): void {
    this.asked = phase;
    this.waking.abort();
  }

  private async loop(): Promise<RunState["phase"]> {
    let tries = 0;
    for (;;) {
      if (this.asked) return this.asked;
      this.current ??= this.parts.chunks.next().value ?? null;
      const chunk = this.current;
      if (chunk === null) return "DONE";
      const outcome = chunk.rows.length === 0 ? null : await this.parts.send(chunk);
      if (outcome === null || "results" in outcome) {
        this.take(chunk, outcome?.results ?? []);
        tries = 0;
        // Where nothing is sent, the page still gets its turn.
        if (outcome === null) await this.rest(0, false);
      } else if ("waitMs" in outcome) {
        await this.rest(outcome.waitMs, true);
      } else {
        const retryMs = outcome.isPassing ? RETRY_MS[tries] : undefined;
        if (retryMs === undefined) {
          this.show({ failure: outcome.failure });
          return "FAILED";
        }
        tries += 1;
        await this.rest(retryMs, true);
      }
    }
  }

  private async rest(ms: number, isShown: boolean): Promise<void> {
    if (this.asked) return;
    this.waking = new AbortController();
    if (isShown) this.show({ phase: "WAITING", waitUntil: this.parts.now() + ms });
    await this.parts.sleep(ms, this.waking.signal);
    if (isShown) this.show({ phase: "RUNNING", waitUntil: null });
  }

  private take(
    chunk: RowChunk,
    results: Extract<SendOutcome, { results: unknown }>["results"],
  ): void {
    const counts = { ...this.shown.counts };
    const refused = [...chunk.refused];
    counts.REFUSED += chunk.refused.length;
    for (const { index, outcome, message } of results) {
      counts[outcome] += 1;
      const row = chunk.rows[index]?.row;
      if (outcome === "REFUSED" && row !== undefined) {
        refused.push({ row, reason: this.inLines(message ?? "", chunk) });
      }
    }
    refused.sort((a, b) => a.row - b.row);
    this.current = null;
    this.show({
      counts,
      refused: refused.length === 0 ? this.shown.refused : [...this.shown.refused, ...refused],
      doneRows: this.shown.doneRows + chunk.rows.length + chunk.refused.length,
    });
  }

  /** The server counts rows of a request; people count lines of their file. */
  private inLines(message: string, chunk: RowChunk): string {
    return message.replace(/\brow (\d+)\b/, (whole, index: string) => {
      const row = chunk.rows[Number(index)]?.row;
      return row === undefined ? whole : `line ${this.parts.lineOf(row)}`;
    });
  }

  private show(change: Partial<RunState>): void {
    this.shown = { ...this.shown, ...change };
    for (const listener of this.listeners) listener();
  }
}
