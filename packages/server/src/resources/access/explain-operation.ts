import type { Scope } from "@latchkey/shared";

/** A document's text, which of its operations is meant, and what it would run with. */
export interface OperationText {
  readonly document: string;
  readonly operationName: string | null;
  /** Null when they are not known; page sizes that are variables then count as their defaults. */
  readonly variables: Readonly<Record<string, unknown>> | null;
}

/** What is known of an operation before it runs. */
export interface OperationFacts {
  readonly operationType: string;
  readonly operationName: string | null;
  /** Whether anybody may run it, without key or session. */
  readonly isOpen: boolean;
  /** The fields behind each scope it needs, as `Type.field`. */
  readonly fieldsByScope: ReadonlyMap<Scope, ReadonlySet<string>>;
  readonly units: number;
  readonly limits: ReadonlyArray<{
    readonly name: string;
    readonly used: number;
    readonly max: number;
  }>;
}

/** Plans an operation as admission plans those of requests, and runs nothing; 400 says what is wrong with the text. */
export type ExplainOperation = (text: OperationText) => OperationFacts;
