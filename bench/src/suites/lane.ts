/** One measurement of one lane. */
export interface Sample {
  readonly perSecond: number;
  readonly count: number;
  /**
   * Counted by the CPU time that the servers used instead of the clock's: hardly moved by what else
   * runs on the machine, and blind to waiting. Null where the system does not tell.
   */
  readonly perCpuSecond: number | null;
  /** Null where nothing is waited for, in process. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  /** Shares of a core; null where the system does not tell. Under 0.9 the server was not what limited it. */
  readonly serverBusy: number | null;
  /** What other programs took of the servers' cores. */
  readonly othersBusy: number | null;
  readonly loadBusy: number | null;
  /** Work done after the last answer and charged to it, in CPU seconds. */
  readonly leftoverSeconds: number;
}

/** One thing that is measured, in turn with the others of its suite. */
export interface Lane {
  readonly name: string;
  measure(seconds: number): Promise<Sample>;
}
