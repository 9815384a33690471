/** How long each thing may take, in milliseconds; docs/operations.md says what happens then. Tests shorten them. */
export const DEADLINES = {
  /** From a connection's opening, or a request's first byte, to the end of its headers. */
  headersMs: 10_000,
  /** From a request's first byte to the end of its body. */
  requestMs: 15_000,
  /** An idle connection is kept longer than proxies keep theirs (nginx and AWS 60 s, Caddy 120 s, Google 600 s). */
  keepAliveMs: 620_000,
  /** For the execution of an operation, all its fields together. */
  operationMs: 15_000,
  /** For any sign of life of MySQL while work waits for it; a slow statement alone is none of its business. */
  databaseSilenceMs: 550,
  /** For an answer of Redis to the limiter. */
  limiterMs: 100,
  /** For a free connection of the database's pool. */
  poolWaitMs: 1_000,
  /** For a statement, kept by the database server. */
  statementMs: 10_000,
  /** For a statement whose deadline the database server did not keep: its connection is given up. */
  statementMaxMs: 12_000,
  /** For requests that may be on their way over idle connections, once the server stops. */
  drainIdleMs: 2_000,
  /** For the requests under way, once the server stops. */
  drainMaxMs: 10_000,
  /** For the request records that are left, once the last request is answered. */
  spoolDrainMs: 10_000,
} as const satisfies Readonly<Record<string, number>>;

/** A deadline for each of them. */
export type Deadlines = Readonly<Record<keyof typeof DEADLINES, number>>;
