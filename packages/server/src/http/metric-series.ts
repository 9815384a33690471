import type { DataSource } from "typeorm";
import type { KeyCache } from "../admission/key-cache.js";
import type { RateLimiter } from "../admission/rate-limiter.js";
import { connectionFigures } from "../database/connection-figures.js";
import type { Spool } from "./spool.js";

/** What is asked for its figures when somebody reads the metrics. */
export interface MeasuredParts {
  readonly limiter: RateLimiter;
  readonly keys: KeyCache;
  readonly spool: Spool;
  readonly database: DataSource;
  readonly spoolBytesMax: number;
}

/** One metric: by its name a counter (`_total`) or a gauge. */
export interface Series {
  readonly name: string;
  readonly help: string;
  /** What tells its values apart; without one there is a single value. */
  readonly label?: string;
  readonly read: (parts: MeasuredParts) => Readonly<Record<string, number>>;
}

const BACKENDS = ["memory", "redis", "local"] as const satisfies ReadonlyArray<
  RateLimiter["backend"]
>;

/** Everything that is read off the server's parts; docs/operations.md says what to make of it. */
export const SERIES: readonly Series[] = [
  {
    name: "latchkey_rate_limiter_backend",
    help: "1 for where units are counted now: memory, redis, or local while Redis does not answer.",
    label: "backend",
    read: ({ limiter }) =>
      Object.fromEntries(BACKENDS.map((name) => [name, Number(limiter.backend === name)])),
  },
  {
    name: "latchkey_key_reads_total",
    help: "Keys that requests came with, by where they were found: memory or database.",
    label: "from",
    read: ({ keys }) => ({ memory: keys.figures.hits, database: keys.figures.misses }),
  },
  {
    name: "latchkey_database_connections",
    help: "Connections of the database's pool, in use or free; the embedded database has one.",
    label: "state",
    read: ({ database }) => {
      const { inUse, free } = connectionFigures(database);
      return { in_use: inUse, free };
    },
  },
  {
    name: "latchkey_database_connection_waits",
    help: "Work that waits for a connection of the database's pool.",
    read: ({ database }) => ({ all: connectionFigures(database).waiting }),
  },
  ...spoolSeries(),
];

function spoolSeries(): Series[] {
  const one = (
    name: string,
    help: string,
    read: (figures: Spool["figures"]) => number,
  ): Series => ({
    name: `latchkey_spool_${name}`,
    help,
    read: ({ spool }) => ({ all: read(spool.figures) }),
  });
  return [
    one("records", "Request records that the database has not taken yet.", (now) => now.records),
    one("bytes", "What the spool's records take of the disk.", (now) => now.bytes),
    {
      name: "latchkey_spool_max_bytes",
      help: "The spool's cap: LATCHKEY_SPOOL_MAX_MB.",
      read: ({ spoolBytesMax }) => ({ all: spoolBytesMax }),
    },
    one("full", "1 while there is no room for more records.", (now) => Number(now.isFull)),
    one(
      "oldest_record_age_seconds",
      "Age of the oldest record in the spool; 0 when empty.",
      (now) => (now.oldestAt ? Math.max(0, Date.now() - now.oldestAt.getTime()) / 1000 : 0),
    ),
    one("shipped_total", "Records that the database took.", (now) => now.shipped),
    one("ship_failures_total", "Tries to ship that failed.", (now) => now.shipFailures),
    one("damaged_total", "Lines that were set aside as no records.", (now) => now.damaged),
    one("full_total", "How often the spool began to be full.", (now) => now.fullEpisodes),
    one("refused_total", "Requests refused for want of room.", (now) => now.refused),
    one("dropped_total", "Records that were not kept for want of room.", (now) => now.dropped),
  ];
}
