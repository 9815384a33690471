import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import "reflect-metadata";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { openDatabase } from "../dist/database/data-source.js";
import { newId } from "../dist/database/new-id.js";
import { CountingClient } from "./testkit/counting-client.js";
import {
  createScratchDatabase,
  type DatabaseKind,
  describeMysql,
  describeOnEachDatabase,
  type ScratchDatabase,
} from "./testkit/databases.js";
import { readMetrics } from "./testkit/read-metrics.js";
import { freePort, ServerProcess } from "./testkit/server-process.js";
import { TcpProxy } from "./testkit/tcp-proxy.js";

/** `npm run soak` kills more often, and keeps the database away for longer. */
const KILLS = Number(process.env["TEST_KILLS"] ?? 3);
const OUTAGE_SECONDS = Number(process.env["TEST_OUTAGE_SECONDS"] ?? 3);
const ANSWERS_A_LIFE = 60;
const BACKLOG_ROWS = 60_000;
const TEST_MS = 600_000;
/** Migrating and filling a busy MySQL takes its time. */
const PATIENCE_MS = 120_000;

/** One installation, whose server is started again and again on the same data folder. */
class Installation {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-test-"));
  apiKey = "";
  private readonly started: ServerProcess[] = [];

  private constructor(
    readonly scratch: ScratchDatabase,
    readonly port: number,
    private readonly env: Record<string, string>,
  ) {}

  static async create(kind: DatabaseKind, proxy?: TcpProxy): Promise<Installation> {
    const folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-test-"));
    const scratch = await createScratchDatabase(kind, folder);
    rmSync(folder, { recursive: true });
    const installation = new Installation(scratch, await freePort(), environment(scratch, proxy));
    try {
      const server = await installation.start();
      installation.apiKey = await server.createKey(["leads:read"]);
      await server.kill();
      return installation;
    } catch (error) {
      await installation.remove();
      throw error;
    }
  }

  async start(): Promise<ServerProcess> {
    const server = await ServerProcess.startDemo(this.folder, this.port, this.env, PATIENCE_MS);
    this.started.push(server);
    return server;
  }

  /** One that is not expected to come up. */
  run(port: number): ServerProcess {
    const server = ServerProcess.run(this.folder, ["--demo"], { ...this.env, PORT: String(port) });
    this.started.push(server);
    return server;
  }

  /** What waits to be shipped. */
  listSpool(): string[] {
    return readdirSync(path.join(this.folder, "spool")).filter((name) => name !== "reserve");
  }

  /** Every row's id, read beside the server or after it. */
  async listRowIds(): Promise<string[]> {
    const { config } = this.scratch;
    const file = path.join(this.folder, "latchkey.db");
    const database = await openDatabase(config.kind === "sqlite" ? { ...config, file } : config);
    try {
      const rows: Array<{ id: string }> = await database.query("SELECT id FROM request_logs");
      return rows.map(({ id }) => id);
    } finally {
      await database.destroy();
    }
  }

  async killAll(): Promise<void> {
    for (const server of this.started.splice(0)) await server.kill();
  }

  async remove(): Promise<void> {
    await this.killAll();
    await this.scratch.drop();
    rmSync(this.folder, { recursive: true });
  }
}

function environment({ config }: ScratchDatabase, proxy?: TcpProxy): Record<string, string> {
  if (config.kind === "sqlite") return {};
  const url = new URL(config.url);
  if (proxy) url.port = String(proxy.port);
  return {
    DATABASE_URL: url.href,
    LATCHKEY_PEPPERS: `1:${Buffer.alloc(32, 1).toString("base64")}`,
    LATCHKEY_ADMIN_EMAIL: "admin@example.com",
    LATCHKEY_ADMIN_PASSWORD: "correct horse battery",
  };
}

/** Ends a server as an operator does; what it says of itself on the way out. */
async function stop(server: ServerProcess): Promise<unknown> {
  const exited = once(server.child, "exit");
  server.child.kill("SIGTERM");
  const [code] = await exited;
  return code;
}

/** How many of the rows with these ids there are too few, and how many too many. */
function compare(answeredIds: readonly string[], rowIds: readonly string[]) {
  const rows = new Map<string, number>();
  for (const id of rowIds) rows.set(id, (rows.get(id) ?? 0) + 1);
  return {
    missing: answeredIds.filter((id) => !rows.has(id)).length,
    double: [...rows.values()].filter((count) => count > 1).length,
    unanswered: rows.size - new Set(answeredIds).size,
  };
}

describeOnEachDatabase("a server that is killed under load", (kind) => {
  let installation: Installation;

  beforeAll(async () => {
    installation = await Installation.create(kind);
  }, TEST_MS);
  afterEach(() => installation.killAll());
  afterAll(() => installation.remove());

  test(
    `after ${KILLS} kills there is exactly one row for each answered request, and stopping leaves nothing behind`,
    async () => {
      const before = await installation.listRowIds();
      const client = new CountingClient(installation.port, installation.apiKey);
      for (let kill = 0; kill < KILLS; kill += 1) {
        const server = await installation.start();
        const enough = client.answeredIds.length + ANSWERS_A_LIFE * (1 + Math.random());
        await server.until(() => client.answeredIds.length >= enough, PATIENCE_MS);
        await server.kill();
      }
      const server = await installation.start();
      const enough = client.answeredIds.length + ANSWERS_A_LIFE;
      await server.until(() => client.answeredIds.length >= enough, PATIENCE_MS);
      await client.stop();
      expect(await stop(server)).toBe(0);
      expect(readdirSync(path.join(installation.folder, "spool"))).toEqual([]);
      expect([...client.statuses.keys()]).toEqual([200]);
      const known = new Set(before);
      const rowIds = (await installation.listRowIds()).filter((id) => !known.has(id));
      const { missing, double, unanswered } = compare(client.answeredIds, rowIds);
      expect({ missing, double }).toEqual({ missing: 0, double: 0 });
      // Those that a kill caught between their record and their answer.
      expect(unanswered).toBeGreaterThanOrEqual(0);
      expect(unanswered).toBeLessThanOrEqual(client.connections * KILLS);
    },
    TEST_MS,
  );

  test(
    "what a killed one left is shipped by one of two that are started at once, and the other does not start",
    async () => {
      const client = new CountingClient(installation.port, installation.apiKey);
      const killed = await installation.start();
      await killed.until(() => client.answeredIds.length >= ANSWERS_A_LIFE, PATIENCE_MS);
      await killed.kill();
      await client.stop();
      // The lock names no process: whoever has the dead one's number now is not asked.
      expect(readFileSync(path.join(installation.folder, "lock"))).toHaveLength(0);
      const rivals = [installation.run(installation.port), installation.run(await freePort())];
      const isUp = (server: ServerProcess) => server.output().includes("curl -s");
      const [loser] = await Promise.race(
        rivals.map(async (rival) => {
          await once(rival.child, "exit");
          return [rival] as const;
        }),
      );
      const winner = rivals.find((rival) => rival !== loser) ?? loser;
      await winner.until(() => isUp(winner), PATIENCE_MS);
      expect(loser.output()).toContain("Another Latchkey is running on");
      expect(loser.child.exitCode).toBe(1);
      expect(await stop(winner)).toBe(0);
      expect(installation.listSpool()).toEqual([]);
      const { missing, double } = compare(client.answeredIds, await installation.listRowIds());
      expect({ missing, double }).toEqual({ missing: 0, double: 0 });
    },
    TEST_MS,
  );
});

describeOnEachDatabase("a long backlog", (kind) => {
  let installation: Installation;

  beforeAll(async () => {
    installation = await Installation.create(kind);
  }, TEST_MS);
  afterAll(() => installation.remove());

  test(
    "of an earlier version's records is shipped whole at the next start, and requests are answered all the while",
    async () => {
      const ids = Array.from({ length: BACKLOG_ROWS }, () => newId());
      const file = path.join(installation.folder, "spool", `${newId()}.ndjson`);
      // Records have grown since they were written: what they lack is null.
      const record = (id: string) =>
        `{"id":"${id}","at":"2026-01-02T03:04:05.678Z","rootFields":["leads"],"method":"POST","endpoint":"/graphql","statusCode":200,"durationMs":1.5}\n`;
      writeFileSync(file, ids.map(record).join(""));
      const server = await installation.start();
      const { url } = server.access();
      const client = new CountingClient(installation.port, installation.apiKey);
      const depths: number[] = [];
      do {
        depths.push((await readMetrics({ url }))["latchkey_spool_records"] ?? 0);
      } while ((depths.at(-1) ?? 0) > 1_000);
      await client.stop();
      expect(client.answeredIds.length).toBeGreaterThan(50);
      // Seen from outside on its way down.
      expect(new Set(depths).size).toBeGreaterThan(3);
      expect(server.output()).toContain("Shipping a backlog of request records");
      expect(await stop(server)).toBe(0);
      const rowIds = await installation.listRowIds();
      expect(compare([...ids, ...client.answeredIds], rowIds)).toMatchObject({
        missing: 0,
        double: 0,
      });
    },
    TEST_MS,
  );
});

describeMysql("a database that is away under load (mysql)", () => {
  let proxy: TcpProxy;
  let installation: Installation;

  beforeAll(async () => {
    const { hostname, port } = new URL(process.env["TEST_MYSQL_URL"] ?? "");
    proxy = await TcpProxy.to(hostname, Number(port || 3306));
    installation = await Installation.create("mysql", proxy);
  }, TEST_MS);
  afterEach(() => installation.killAll());
  afterAll(async () => {
    await installation.remove();
    await proxy.close();
  });

  test.each([
    ["its port is closed", () => proxy.refuse()],
    ["it hangs", () => proxy.silence()],
  ])(
    `for ${OUTAGE_SECONDS} s, while %s: the spool's depth rises and falls, and each answered request has exactly one row`,
    async (_name, spoil) => {
      const before = await installation.listRowIds();
      const server = await installation.start();
      const { url } = server.access();
      const depth = async () => (await readMetrics({ url }))["latchkey_spool_records"] ?? -1;
      const client = new CountingClient(installation.port, installation.apiKey);
      const answerMore = async (status: number) => {
        const enough = (client.statuses.get(status) ?? 0) + ANSWERS_A_LIFE;
        await server.until(() => (client.statuses.get(status) ?? 0) >= enough, PATIENCE_MS);
      };
      await answerMore(200);
      await spoil();
      await answerMore(503);
      await pause(OUTAGE_SECONDS * 1_000);
      const during = await readMetrics({ url });
      expect(during["latchkey_spool_records"]).toBeGreaterThan(ANSWERS_A_LIFE);
      expect(during["latchkey_spool_oldest_record_age_seconds"]).toBeGreaterThan(1);
      expect(during["latchkey_spool_ship_failures_total"]).toBeGreaterThan(0);
      await proxy.mend();
      await answerMore(200);
      await client.stop();
      while ((await depth()) > 0) await pause(50);
      const rowIds = await installation.listRowIds();
      const known = new Set(before);
      const { missing, double, unanswered } = compare(
        client.answeredIds,
        rowIds.filter((id) => !known.has(id)),
      );
      expect({ missing, double, unanswered }).toEqual({ missing: 0, double: 0, unanswered: 0 });
      expect(await stop(server)).toBe(0);
    },
    TEST_MS,
  );
});
