import "reflect-metadata";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { BlockList } from "node:net";
import os from "node:os";
import path from "node:path";
import type { DataSource } from "typeorm";
import type { Clock } from "../../dist/base/clock.js";
import type { Config, DatabaseConfig } from "../../dist/base/config.js";
import type { Deadlines } from "../../dist/base/deadlines.js";
import { createLogger } from "../../dist/base/logger.js";
import { boot, type RunningServer } from "../../dist/boot.js";
import { Answer } from "./answer.js";
import { createScratchDatabase, type DatabaseKind, type ScratchDatabase } from "./databases.js";
import type { TcpProxy } from "./tcp-proxy.js";

/** One server under test, on a database of its own, spoken to over real HTTP. */
export class TestServer {
  private constructor(
    readonly running: RunningServer,
    readonly config: Config,
    readonly logLines: string[],
    private readonly scratch: ScratchDatabase,
    private readonly folder: string,
  ) {}

  static async start(
    kind: DatabaseKind,
    options: {
      config?: Partial<Config>;
      clock?: Clock;
      deadlines?: Partial<Deadlines>;
      databaseProxy?: TcpProxy;
      /** A server whose database this one shares, with its peppers. */
      replicaOf?: TestServer;
    } = {},
  ): Promise<TestServer> {
    const folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-test-"));
    const { replicaOf } = options;
    const scratch = replicaOf
      ? { config: replicaOf.config.database, drop: () => Promise.resolve() }
      : await createScratchDatabase(kind, folder);
    const config: Config = {
      database: options.databaseProxy
        ? throughProxy(scratch.config, options.databaseProxy)
        : scratch.config,
      dataDir: folder,
      redisUrl: null,
      host: "127.0.0.1",
      port: 0,
      peppers: replicaOf?.config.peppers ?? [{ version: 1, secret: randomBytes(32) }],
      keyPrefix: "lk",
      keyHeaders: ["x-api-key"],
      trustedProxies: new BlockList(),
      logRetentionDays: 90,
      spool: { bytesMax: 1024 ** 3, whenFull: "refuse" },
      tracing: null,
      admin: null,
      ...options.config,
    };
    const logLines: string[] = [];
    const log = createLogger("trace", { write: (line) => void logLines.push(line) });
    try {
      const running = await boot(config, {
        log,
        // Nobody is on the way when a test ends.
        // Where deadlines are not the subject, a busy machine must not be taken for a silent one.
        deadlines: {
          drainIdleMs: 0,
          databaseSilenceMs: 10_000,
          limiterMs: 10_000,
          poolWaitMs: 10_000,
          ...options.deadlines,
        },
        // Every operation is run by both executors, each on one of the databases.
        compileAtRun: kind === "sqlite" ? 1 : Number.POSITIVE_INFINITY,
        ...(options.clock ? { clock: options.clock } : {}),
      });
      return new TestServer(running, config, logLines, scratch, folder);
    } catch (error) {
      await scratch.drop();
      throw error;
    }
  }

  get url(): string {
    return this.running.url;
  }

  get database(): DataSource {
    return this.running.database;
  }

  /** Sends one GraphQL request. */
  async post(
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return this.postBody(JSON.stringify({ query, variables }), headers);
  }

  /** Sends any body at all. */
  async postBody(body: string, headers: Record<string, string> = {}, search = ""): Promise<Answer> {
    const response = await fetch(`${this.url}/graphql${search}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
    return Answer.of(response, body);
  }

  /** Waits until every answered request has its row. */
  async flush(): Promise<void> {
    await this.running.app.flushRequestLogs();
  }

  async stop(): Promise<void> {
    await this.running.stop();
    await this.scratch.drop();
    rmSync(this.folder, { recursive: true });
  }
}

function throughProxy(config: DatabaseConfig, proxy: TcpProxy): DatabaseConfig {
  if (config.kind === "sqlite") throw new Error("The embedded database has no connection to cut");
  const url = new URL(config.url);
  url.port = String(proxy.port);
  return { kind: "mysql", url: url.href };
}
