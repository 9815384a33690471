import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Pepper } from "@latchkey/server/dist/base/config.js";
import { databaseUrl } from "../data/database-url.js";
import type { Rows } from "../data/rows.js";
import { createScratchDatabase, type ScratchDatabase } from "../data/scratch-database.js";
import { ServerProcess } from "../processes/server-process.js";
import type { Contender } from "./contender.js";
import { LatchkeyAdmin } from "./latchkey-admin.js";

const MAIN = createRequire(import.meta.url).resolve("@latchkey/server/dist/main.js");
const READY = /Latchkey listens on http:\/\/127\.0\.0\.1:(\d+)/;

/** Latchkey as its operators run it: `main.js` and an environment. */
export class Latchkey {
  readonly ports: readonly number[];
  readonly pids: readonly number[];

  private constructor(
    private readonly servers: readonly ServerProcess[],
    readonly database: ScratchDatabase,
    readonly pepper: Pepper,
    readonly admin: LatchkeyAdmin,
  ) {
    this.ports = servers.map((server) => Number(server.ready));
    this.pids = servers.map((server) => server.pid);
  }

  /** Starts it on a database of its own; `redisUrl` is needed for more than one replica. */
  static async start(
    rows: Rows,
    options: { mysqlUrl?: string | null; redisUrl?: string | null; replicas?: number } = {},
  ): Promise<Latchkey> {
    const { mysqlUrl = null, redisUrl = null, replicas = 1 } = options;
    const database = await createScratchDatabase(mysqlUrl, rows);
    const pepper = { version: 1, secret: randomBytes(32) };
    const servers: ServerProcess[] = [];
    try {
      for (let replica = 0; replica < replicas; replica += 1) {
        const dataDir = path.join(database.folder, `replica-${replica}`);
        mkdirSync(dataDir);
        const environment = {
          DATABASE_URL: databaseUrl(database.config),
          LATCHKEY_DATA_DIR: dataDir,
          PORT: "0",
          LATCHKEY_PEPPERS: `1:${pepper.secret.toString("base64")}`,
          LATCHKEY_ADMIN_EMAIL: rows.admin.email,
          LATCHKEY_ADMIN_PASSWORD: rows.password,
          ...(redisUrl === null ? {} : { REDIS_URL: redisUrl }),
        };
        servers.push(await ServerProcess.start(MAIN, environment, READY, replica));
      }
      const admin = await LatchkeyAdmin.signIn(Number(servers[0]?.ready), rows);
      return new Latchkey(servers, database, pepper, admin);
    } catch (error) {
      for (const server of servers) await server.stop();
      await database.drop();
      throw error;
    }
  }

  /** This server, asked with these keys. */
  with(keys: readonly string[]): Contender {
    return { ports: this.ports, pids: this.pids, keys, stop: () => this.stop() };
  }

  async stop(): Promise<void> {
    for (const server of this.servers) await server.stop();
    await this.database.drop();
  }
}
