import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { LoadJob, LoadResult } from "./load-job.js";

const WORKER = fileURLToPath(new URL("load-worker.js", import.meta.url));

/** What the load process answers a job with. */
export type LoadAnswer = { readonly result: LoadResult } | { readonly failure: string };

/** The process that sends requests; apart from the harness, so that nothing else takes its time. */
export class LoadGenerator {
  private readonly worker: ChildProcess = fork(WORKER);
  private onAnswer: ((answer: LoadAnswer) => void) | null = null;

  constructor() {
    this.worker.on("message", (answer: LoadAnswer) => this.onAnswer?.(answer));
    this.worker.on("exit", () => this.onAnswer?.({ failure: "The load process ended" }));
  }

  /** Runs one job, one at a time; throws when a connection failed. */
  async run(job: LoadJob): Promise<LoadResult> {
    const answer = await new Promise<LoadAnswer>((resolve) => {
      this.onAnswer = resolve;
      this.worker.send(job);
    });
    this.onAnswer = null;
    if ("failure" in answer) throw new Error(answer.failure);
    return answer.result;
  }

  stop(): void {
    if (this.worker.connected) this.worker.disconnect();
  }
}
