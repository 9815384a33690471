import type { Rows } from "../data/rows.js";
import type { LoadGenerator } from "../load/load-generator.js";
import type { Lane } from "./lane.js";

/** What a suite may use while it is put together. */
export interface SuiteContext {
  readonly rows: Rows;
  /** Null where no server was found; a suite that needs it throws `Unavailable`. */
  readonly mysqlUrl: string | null;
  readonly redisUrl: string | null;
  readonly load: Pick<LoadGenerator, "run">;
  readonly connections: number;
  /** How many keys share a lane's load. */
  readonly keys: number;
  /** Long work says what it is doing. */
  report(line: string): void;
  /** A sentence for the reader of the table. */
  note(sentence: string): void;
  /** Hands over what is to be stopped when the suite is over, however it ends. */
  keep<T extends { stop(): Promise<void> }>(started: T): T;
}

/** What a lane is held against: another lane, or without one a figure of its own. */
export interface Target {
  readonly lane: string;
  readonly against: string | null;
  /** Null: only told, not judged. */
  readonly atLeast: number | null;
}

/** A question, the lanes that answer it, and what the answer should be. */
export interface Suite {
  readonly name: string;
  readonly title: string;
  /** What is measured, in a sentence or two. */
  readonly about: string;
  readonly targets: readonly Target[];
  open(context: SuiteContext): Promise<Lane[]>;
}

/** A suite cannot run here; the message says what is missing. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
}
