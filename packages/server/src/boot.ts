import { Redis } from "ioredis";
import type { Logger } from "pino";
import type { DataSource } from "typeorm";
import { type App, createApp } from "./app.js";
import { type Clock, systemClock } from "./base/clock.js";
import type { Config } from "./base/config.js";
import { DEADLINES, type Deadlines } from "./base/deadlines.js";
import { DataFolder } from "./database/data-folder.js";
import { openDatabase } from "./database/data-source.js";
import { migrate, runAlone } from "./database/migrate.js";
import { ALWAYS_ALONE, watchProcesses } from "./database/sole-process.js";
import { COMPILE_AT_RUN } from "./http/compiled-operations.js";
import { ensureFirstAdmin } from "./resources/users/first-admin.js";
import { User } from "./resources/users/user.entity.js";
import type { Foundations } from "./services.js";

/** A running server. */
export interface RunningServer {
  readonly url: string;
  readonly database: DataSource;
  readonly app: App;
  readonly dataFolder: DataFolder;
  /** Whether anybody could sign in. */
  hasUsers(): Promise<boolean>;
  stop(): Promise<void>;
}

interface BootOptions {
  readonly log: Logger;
  readonly clock?: Clock;
  /** Those that differ from the usual ones. */
  readonly deadlines?: Partial<Deadlines>;
  /** At which run an operation is compiled. */
  readonly compileAtRun?: number;
  /** Long work says what it is doing. */
  readonly report?: (line: string) => void;
  /** Fills an empty database, after the migrations and before the port opens. */
  readonly seed?: (foundations: Foundations, dataFolder: DataFolder) => Promise<void>;
}

/** Opens what the configuration names, brings the database up to date and listens; undoes all of it when one step fails. */
export async function boot(config: Config, options: BootOptions): Promise<RunningServer> {
  const { log, clock = systemClock, report = () => undefined } = options;
  const deadlines: Deadlines = { ...DEADLINES, ...options.deadlines };
  const closers: Array<() => unknown> = [];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const dataFolder = DataFolder.open(config.dataDir);
    closers.push(() => dataFolder.close());
    const database = await openDatabase(config.database, deadlines);
    closers.push(() => database.destroy());
    const redis =
      config.redisUrl === null
        ? null
        : await connectRedis(config.redisUrl, log, deadlines.limiterMs);
    closers.push(() => redis?.disconnect());

    const peppers = config.peppers ?? [dataFolder.pepper()];
    const foundations = {
      database,
      redis,
      clock,
      peppers,
      keyPrefix: config.keyPrefix,
      // Nobody remembers a key before the server listens.
      announce: () => Promise.resolve(),
    };
    await runAlone(database, async () => {
      const migrated = await migrate(database, () => report("Migrating the database…"));
      if (migrated.length > 0) report(`Migrated, ${migrated.length} steps to ${migrated.at(-1)}`);
      if (config.admin) await ensureFirstAdmin(database, clock, config.admin);
      await options.seed?.(foundations, dataFolder);
    });

    const processes =
      config.database.kind === "mysql" && !redis
        ? await watchProcesses(config.database.url)
        : ALWAYS_ALONE;
    closers.push(() => processes.stop());
    if (!processes.isAlone) {
      report("Other servers use this database: set REDIS_URL, so that they count limits together.");
    }
    const app = await createApp({
      ...foundations,
      config,
      log,
      deadlines,
      compileAtRun: options.compileAtRun ?? COMPILE_AT_RUN,
      isAlone: () => processes.isAlone,
    });
    closers.push(() => app.stop());
    return {
      url: await app.listen(),
      database,
      app,
      dataFolder,
      hasUsers: () => database.getRepository(User).exists(),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** For an answer of Redis to anything. */
const COMMAND_MS = 1_000;

async function connectRedis(url: string, log: Logger, limiterMs: number): Promise<Redis> {
  const redis = new Redis(url, {
    // The limiter has a shorter one of its own.
    commandTimeout: Math.max(COMMAND_MS, limiterMs),
    connectTimeout: 500,
    disconnectTimeout: 200,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    lazyConnect: true,
  });
  // Without a listener an unreachable Redis would end the process.
  redis.on("error", (error: Error) => log.warn({ err: error }, "Redis cannot be reached"));
  // The server starts without it, too; it goes on trying.
  await redis.connect().catch(() => undefined);
  return redis;
}
