import { appendFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import "reflect-metadata";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { Spool } from "../dist/http/spool.js";
import type { RequestLog } from "../dist/resources/request-logs/request-log.entity.js";
import type { RequestLogSink } from "../dist/resources/request-logs/request-log.sink.js";

/** A sink that can be out of order, and keeps rows by id as the database does. */
class MemorySink implements RequestLogSink {
  readonly rows = new Map<string, RequestLog>();
  deliveries = 0;
  isDown = false;

  async write(rows: readonly RequestLog[]): Promise<void> {
    if (this.isDown) throw new Error("The sink is down");
    this.deliveries += rows.length;
    for (const row of rows) this.rows.set(row.id, row);
  }

  deleteBefore(): Promise<number> {
    return Promise.resolve(0);
  }
}

let folder: string;
let sink: MemorySink;
const spools: Spool[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-test-"));
  sink = new MemorySink();
});
afterEach(async () => {
  for (const spool of spools.splice(0)) await spool.close();
  rmSync(folder, { recursive: true });
});

function openSpool(): Spool {
  const spool = new Spool(folder, sink, () => undefined);
  spools.push(spool);
  return spool;
}

function row(id: string): RequestLog {
  return {
    id,
    at: new Date("2026-01-02T03:04:05.678Z"),
    workspaceId: null,
    apiKeyId: null,
    environment: null,
    campaignId: null,
    operationName: null,
    operationType: null,
    rootFields: ["leads"],
    method: "POST",
    endpoint: "/graphql",
    statusCode: 200,
    errorCode: null,
    reason: null,
    durationMs: 1.5,
    ip: null,
    userAgent: "a\nb\u2028c",
    decisionId: null,
  };
}

test("a shipped row is the appended one, and its file is gone", async () => {
  const spool = openSpool();
  await spool.append(row("a"));
  await spool.flush();
  expect(sink.rows.get("a")).toEqual(row("a"));
  expect(readdirSync(folder)).toEqual([]);
});

test("rows outlive a process that never shipped them", async () => {
  await openSpool().append(row("a"));
  const next = openSpool();
  await next.flush();
  expect([...sink.rows.keys()]).toEqual(["a"]);
});

test("a last line that a kill cut short is dropped, and the rest is kept", async () => {
  await openSpool().append(row("a"));
  const [file = ""] = readdirSync(folder);
  appendFileSync(path.join(folder, file), '{"id":"cut');
  await openSpool().flush();
  expect([...sink.rows.keys()]).toEqual(["a"]);
});

test("a line that cannot be read is set aside, and holds nothing up", async () => {
  await openSpool().append(row("a"));
  const [file = ""] = readdirSync(folder);
  appendFileSync(path.join(folder, file), '{"broken\n');
  const next = openSpool();
  await next.append(row("b"));
  await next.flush();
  await next.flush();
  expect([...sink.rows.keys()].sort()).toEqual(["a", "b"]);
  expect(readdirSync(folder)).toEqual([`${file}.damaged`]);
});

test("rows wait while the sink is down, and arrive once when it is back", async () => {
  const spool = openSpool();
  sink.isDown = true;
  await spool.append(row("a"));
  await expect(spool.flush()).rejects.toThrow("down");
  await spool.append(row("b"));
  await expect(spool.flush()).rejects.toThrow("down");
  expect(sink.rows.size).toBe(0);
  sink.isDown = false;
  await spool.flush();
  await spool.flush();
  expect([[...sink.rows.keys()], sink.deliveries]).toEqual([["a", "b"], 2]);
});

test("rows appended while others are shipped are shipped too", async () => {
  const spool = openSpool();
  await spool.append(row("a"));
  const flushing = spool.flush();
  await spool.append(row("b"));
  await flushing;
  await spool.flush();
  expect([...sink.rows.keys()].sort()).toEqual(["a", "b"]);
});

test("closing ships what is left, and leaves it for the next start where it cannot", async () => {
  const first = openSpool();
  await first.append(row("a"));
  await first.close();
  expect(sink.rows.has("a")).toBe(true);
  sink.isDown = true;
  const second = openSpool();
  await second.append(row("b"));
  await second.close();
  expect(readdirSync(folder)).toHaveLength(1);
});
