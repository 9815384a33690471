import "reflect-metadata";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import http, { type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { BlockList } from "node:net";
import os from "node:os";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Admission } from "@latchkey/server/dist/admission/admission.js";
import { clientAddress } from "@latchkey/server/dist/admission/client-address.js";
import { readCredentials } from "@latchkey/server/dist/admission/credentials.js";
import { KeyRecords } from "@latchkey/server/dist/admission/key-record.js";
import { systemClock } from "@latchkey/server/dist/base/clock.js";
import { openDatabase } from "@latchkey/server/dist/database/data-source.js";
import { Exchange } from "@latchkey/server/dist/http/exchange.js";
import { Spool } from "@latchkey/server/dist/http/spool.js";
import { createServices } from "@latchkey/server/dist/services.js";
import { inventRows } from "./data/rows.js";
import { seedDatabase } from "./data/seed-database.js";

// Admission without HTTP and GraphQL: from a request's headers to its actor, and its record in the
// spool. Prints its figures as JSON. One file, because it is put together from the server's
// insides, which change; everything else of the benchmark drives the server from outside.

const WARM_UP_SECONDS = 1;
/** As many requests are under way at a time, as with so many connections. */
const CONCURRENT = 64;
const TURNS_BETWEEN_PAUSES = 20;

const seconds = Number(process.argv[2] ?? "3");
const folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

const settings = { keyHeaders: ["x-api-key"], keyPrefix: "lk", trustedProxies: new BlockList() };
const { admitOne, close } = await openAdmission();
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
  const admitInTurn = async () => {
    while (performance.now() < endsAtMs) {
      for (let turn = 0; turn < TURNS_BETWEEN_PAUSES; turn += 1) await admitOne();
      admitted += TURNS_BETWEEN_PAUSES;
      // Timers and files want their turn, as they do in the server.
      await nextTurn();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT }, admitInTurn));
  return admitted;
}

async function openAdmission() {
  const rows = await inventRows();
  const config = { kind: "sqlite", file: path.join(folder, "latchkey.db") } as const;
  await seedDatabase(config, rows);
  const database = await openDatabase(config);
  const services = createServices(
    {
      database,
      redis: null,
      clock: systemClock,
      peppers: [{ version: 1, secret: Buffer.alloc(32, 1) }],
      keyPrefix: settings.keyPrefix,
    },
    () => [],
  );
  const { secret } = await services.apiKeys.create(
    {
      kind: "session",
      address: "127.0.0.1",
      arrivedAt: new Date(),
      workspace: rows.workspace,
      scopes: new Set(["leads:read"]),
      campaignId: null,
      user: { ...rows.admin, role: "ADMIN" },
    },
    { name: "Bench", environment: "LIVE", scopes: ["leads:read"] },
  );
  const admission = new Admission(
    new KeyRecords(database, services.hasher, 1),
    services.signIn,
    services.workspaces,
    settings.keyPrefix,
    systemClock,
    services.hasher.firstVersion,
    () => undefined,
  );
  // Rows are dropped where the database would take them: that is work beside admission.
  const sink = { write: async () => undefined, deleteBefore: async () => 0 };
  const spool = new Spool(path.join(folder, "spool"), sink, (error) => console.error(error));
  spool.start();
  const request = await receiveRequest(secret);
  return {
    async admitOne(): Promise<void> {
      const address = clientAddress(request, settings.trustedProxies);
      const exchange = new Exchange(systemClock.now(), request, address);
      const credentials = readCredentials(request, settings);
      exchange.noteCredentials(credentials);
      const { outcome, key } = await admission.authenticate(credentials, {
        address,
        arrivedAt: exchange.at,
      });
      if (outcome !== "admitted") throw new Error("The key was refused");
      exchange.noteKey(key);
      const record = exchange.finish(200);
      if (record) spool.append(record);
    },
    async close(): Promise<void> {
      await spool.close();
      await database.destroy();
    },
  };
}

/** A real request as Node's HTTP server hands it over, taken once and admitted again and again. */
async function receiveRequest(secret: string): Promise<IncomingMessage> {
  const server = http.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const asked = fetch(`http://127.0.0.1:${port}/graphql`, {
    method: "POST",
    headers: { "x-api-key": secret },
  });
  const [request, response]: [IncomingMessage, http.ServerResponse] = await new Promise((resolve) =>
    server.once("request", (...pair) => resolve(pair)),
  );
  // Read while the socket is open: its address is forgotten with it, as the answer closes it.
  const socket = { remoteAddress: request.socket.remoteAddress };
  Object.defineProperty(request, "socket", { value: socket });
  response.end();
  await asked;
  server.close();
  return request;
}
