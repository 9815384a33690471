/** One request as every connection sends it; `headers` are taken in turn, so that many keys share the load. */
export interface LoadRequest {
  readonly body: string;
  /** At least one set. */
  readonly headers: ReadonlyArray<Readonly<Record<string, string>>>;
}

/** What the load process is asked to do; crosses the process boundary as JSON. */
export interface LoadJob {
  /** Loopback ports; connections are spread over them evenly. */
  readonly ports: readonly number[];
  /** Kept alive, one request at a time on each. */
  readonly connections: number;
  /** How long; longer only where fewer than `answersAtLeast` have come. */
  readonly seconds: number;
  /** 1 unless told: there is nothing to tell of no answer. */
  readonly answersAtLeast?: number;
  readonly request: LoadRequest;
}

/** What came of a job; counted are the answers that arrived within its seconds. */
export interface LoadResult {
  readonly answered: number;
  readonly seconds: number;
  /** Answers by HTTP status. */
  readonly statuses: Readonly<Record<number, number>>;
  /** Answers whose body was not as long as the first one's: the same request is always answered alike. */
  readonly unlikeFirst: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** CPU time the load process itself used. */
  readonly cpuSeconds: number;
}

/** Digits for a number that is another one in each request, where a document must never be the same twice. */
export const COUNTER = "0000000000";
