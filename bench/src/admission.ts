import "reflect-metadata";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import http, { type IncomingMessage } from "node:http";
import { type AddressInfo, BlockList } from "node:net";
import os from "node:os";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Admission } from "@latchkey/server/dist/admission/admission.js";
import { clientAddress } from "@latchkey/server/dist/admission/client-address.js";
import { readCredentials } from "@latchkey/server/dist/admission/credentials.js";
import { GuessThrottle } from "@latchkey/server/dist/admission/guess-throttle.js";
import { KeyCache } from "@latchkey/server/dist/admission/key-cache.js";
import { KeyConfirmation } from "@latchkey/server/dist/admission/key-confirmation.js";
import { KeyRecords } from "@latchkey/server/dist/admission/key-record.js";
import { openRateLimiter } from "@latchkey/server/dist/admission/open-rate-limiter.js";
import { systemClock } from "@latchkey/server/dist/base/clock.js";
import { DEADLINES } from "@latchkey/server/dist/base/deadlines.js";
import { createLogger } from "@latchkey/server/dist/base/logger.js";
import { makeObjectsYoung } from "@latchkey/server/dist/base/young-objects.js";
import { openDatabase } from "@latchkey/server/dist/database/data-source.js";
import { Exchange } from "@latchkey/server/dist/http/exchange.js";
import { Spool } from "@latchkey/server/dist/http/spool.js";
import { createServices } from "@latchkey/server/dist/services.js";
import { DEFAULT_RATE_LIMIT_MAX } from "@latchkey/shared";
import { Redis } from "ioredis";
import { inventRows } from "./data/rows.js";
import { seedDatabase } from "./data/seed-database.js";

// Admission without HTTP and GraphQL: from a request's headers to its actor, its unit spent, and its
// record in the spool. Prints its figures as JSON. One file, because it is put together from the
// server's insides, which change; everything else of the benchmark drives the server from outside.

const WARM_UP_SECONDS = 1;
/** As many requests are under way at a time, each with a key of its own, as with so many connections. */
const CONCURRENT = 64;
const TURNS_BETWEEN_PAUSES = 20;

const seconds = Number(process.argv[2] ?? "3");
const redisUrl = process.env["REDIS_URL"];
const folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

makeObjectsYoung();
const settings = { keyHeaders: ["x-api-key"], keyPrefix: "lk", trustedProxies: new BlockList() };
const { secrets, admitOne, close } = await openAdmission();
const requests = await receiveRequests(secrets);
await admitFor(WARM_UP_SECONDS);
const startedAtMs = performance.now();
const cpuBefore = process.cpuUsage();
const count = await admitFor(seconds);
const perSecond = count / ((performance.now() - startedAtMs) / 1000);
const { user, system } = process.cpuUsage(cpuBefore);
const perCpuSecond = count / ((user + system) / 1e6);
await close();
process.stdout.write(`${JSON.stringify({ count, perSecond, perCpuSecond })}\n`);

/** Admits as many requests as it can for so long; returns how many. */
async function admitFor(duration: number): Promise<number> {
  const endsAtMs = performance.now() + duration * 1000;
  let admitted = 0;
  const admitInTurn = async (request: IncomingMessage) => {
    while (performance.now() < endsAtMs) {
      for (let turn = 0; turn < TURNS_BETWEEN_PAUSES; turn += 1) await admitOne(request);
      admitted += TURNS_BETWEEN_PAUSES;
      // Timers and files want their turn, as they do in the server.
      await nextTurn();
    }
  };
  await Promise.all(requests.map(admitInTurn));
  return admitted;
}

async function openAdmission() {
  const rows = await inventRows();
  const config = { kind: "sqlite", file: path.join(folder, "latchkey.db") } as const;
  await seedDatabase(config, rows);
  const database = await openDatabase(config);
  const clock = systemClock;
  const redis = redisUrl ? new Redis(redisUrl) : null;
  const log = createLogger("warn", { write: (line) => void process.stderr.write(line) });
  const rates = openRateLimiter({
    redis,
    clock,
    log,
    isAlone: () => true,
    deadlines: DEADLINES,
  });
  rates.start();
  const { keyPrefix } = settings;
  const services = createServices(
    {
      database,
      redis,
      clock,
      peppers: [{ version: 1, secret: Buffer.alloc(32, 1) }],
      keyPrefix,
      announce: (keyIds) => rates.limiter.announce(keyIds),
    },
    () => [],
  );
  const records = new KeyRecords(database, services.hasher);
  const throttle = new GuessThrottle(records, clock);
  const keys = new KeyCache(records, throttle);
  const admission = new Admission({
    keys,
    confirmation: new KeyConfirmation(keys, rates.limiter),
    throttle,
    sessions: services.signIn,
    workspaces: services.workspaces,
    keyPrefix,
    clock,
  });
  // Rows are dropped where the database would take them: that is work beside admission.
  const sink = { write: async () => undefined, deleteBefore: async () => 0 };
  const spool = new Spool(
    path.join(folder, "spool"),
    sink,
    { bytesMax: Number.POSITIVE_INFINITY, whenFull: "drop" },
    log,
  );
  spool.start();
  return {
    secrets: await createKeys(services, rows),
    async admitOne(request: IncomingMessage): Promise<void> {
      const address = clientAddress(request, settings.trustedProxies);
      const exchange = new Exchange(clock.now(), request, address);
      const origin = { address, arrivedAt: exchange.at };
      const credentials = readCredentials(request, settings);
      exchange.noteCredentials(credentials);
      const presented = await admission.authenticate(credentials, origin);
      if (presented.outcome !== "admitted" || !presented.key) throw new Error("A key was refused");
      const entry = await admission.enter(presented.key, 1, origin);
      exchange.noteEntry(entry, 1);
      if (entry.outcome !== "entered") throw entry.error;
      const record = exchange.finish(200);
      if (record) spool.append(record);
    },
    async close(): Promise<void> {
      await rates.stop();
      redis?.disconnect();
      await spool.close();
      await database.destroy();
    },
  };
}

async function createKeys(
  { apiKeys }: ReturnType<typeof createServices>,
  { workspace, admin }: Awaited<ReturnType<typeof inventRows>>,
): Promise<string[]> {
  const secrets: string[] = [];
  for (let index = 0; index < CONCURRENT; index += 1) {
    const { secret } = await apiKeys.create(
      {
        kind: "session",
        address: "127.0.0.1",
        arrivedAt: new Date(),
        workspace,
        scopes: new Set(["leads:read"]),
        campaignId: null,
        user: { ...admin, role: "ADMIN" },
      },
      {
        name: `Bench ${index}`,
        environment: "LIVE",
        scopes: ["leads:read"],
        rateLimits: [{ windowSeconds: 3_600, limit: DEFAULT_RATE_LIMIT_MAX }],
      },
    );
    secrets.push(secret);
  }
  return secrets;
}

/** Real requests as Node's HTTP server hands them over, each taken once and admitted again and again. */
async function receiveRequests(keys: readonly string[]): Promise<IncomingMessage[]> {
  const received: IncomingMessage[] = [];
  const server = http.createServer((request, response) => {
    // Its address is read while the socket is open, and kept: a closed socket has none.
    const { remoteAddress } = request.socket;
    Object.defineProperty(request, "socket", { value: { remoteAddress } });
    received.push(request);
    response.end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  for (const key of keys) await fetch(url, { method: "POST", headers: { "x-api-key": key } });
  server.closeAllConnections();
  server.close();
  return received;
}
