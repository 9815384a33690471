import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import "reflect-metadata";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { createLogger } from "../dist/base/logger.js";
import { Spool, type SpoolSettings } from "../dist/http/spool.js";
import type { WriteBytes } from "../dist/http/spool-folder.js";
import { writeRecord } from "../dist/http/spool-record.js";
import type { RequestLog } from "../dist/resources/request-logs/request-log.entity.js";
import type { RequestLogSink } from "../dist/resources/request-logs/request-log.sink.js";

/** A sink that can be out of order, and keeps rows by id as the database does. */
class MemorySink implements RequestLogSink {
  readonly rows = new Map<string, RequestLog>();
  readonly batches: number[] = [];
  isDown = false;
  /** Run before each batch. */
  beforeBatch: () => unknown = () => undefined;

  get deliveries(): number {
    return this.batches.reduce((sum, rows) => sum + rows, 0);
  }

  async write(rows: readonly RequestLog[]): Promise<void> {
    await this.beforeBatch();
    if (this.isDown) throw new Error("The sink is down");
    this.batches.push(rows.length);
    for (const row of rows) this.rows.set(row.id, row);
  }

  deleteBefore(): Promise<number> {
    return Promise.resolve(0);
  }
}

/** A disk that holds so many bytes: takes what still fits of a write, and then fails. */
class SmallDisk {
  constructor(public size: number) {}

  readonly write: WriteBytes = (fd, bytes, from) => {
    const sizes = readdirSync(folder).map((name) => statSync(path.join(folder, name)).size);
    const room = this.size - sizes.reduce((sum, size) => sum + size, 0);
    const length = Math.min(bytes.length - from, room);
    if (length <= 0) throw Object.assign(new Error("no space left on device"), { code: "ENOSPC" });
    return writeSync(fd, bytes, from, length);
  };
}

const RESERVE_BYTES = 1024 * 1024;
const ROOMY: SpoolSettings = { bytesMax: 2 ** 40, whenFull: "refuse" };

let folder: string;
let sink: MemorySink;
let logLines: string[];
const spools: Spool[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-test-"));
  sink = new MemorySink();
  logLines = [];
});
afterEach(async () => {
  for (const spool of spools.splice(0)) await spool.close();
  rmSync(folder, { recursive: true });
});

function openSpool(settings: Partial<SpoolSettings> = {}, write?: WriteBytes): Spool {
  const log = createLogger("info", { write: (line) => void logLines.push(line) });
  const spool = new Spool(folder, sink, { ...ROOMY, ...settings }, log, write);
  spools.push(spool);
  return spool;
}

/** Everything in the spool's folder but the room it keeps for itself. */
function files(): string[] {
  return readdirSync(folder).filter((name) => name !== "reserve");
}

const logged = (words: string) => logLines.filter((line) => line.includes(words)).length;

const appendMany = (spool: Spool, ids: readonly string[]) =>
  Promise.all(ids.map((id) => spool.append(row(id))));

const idsUpTo = (count: number) =>
  Array.from({ length: count }, (_, index) => String(index).padStart(6, "0"));

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
    userAgent: "a\nb\u2028c".padEnd(300, "."),
    decisionId: null,
  };
}

/** Every field has a value of its own. */
const WHOLE: RequestLog = {
  id: "id",
  at: new Date("2026-01-02T03:04:05.678Z"),
  workspaceId: "workspace",
  apiKeyId: "key",
  environment: "TEST",
  campaignId: "campaign",
  operationName: "Naïve",
  operationType: "mutation",
  rootFields: ["leads", "lead"],
  method: "POST",
  endpoint: "/graphql",
  statusCode: 429,
  errorCode: "RATE_LIMITED",
  reason: "a\nb\u2028c",
  durationMs: 1.5,
  ip: "192.0.2.1",
  userAgent: "curl",
  decisionId: "decision",
  failedCheck: "limits",
  units: 2,
  retryAfterSeconds: 3,
  admissionMs: 0.25,
  executionMs: 0.125,
  scopesNeeded: "leads:read",
  scopesHeld: "leads:read,leads:write",
};

const ROW_BYTES = Buffer.byteLength(writeRecord(row("a")));

test("a shipped row is the appended one, and its file is gone", async () => {
  const spool = openSpool();
  await spool.append(row("a"));
  await spool.flush();
  expect(sink.rows.get("a")).toEqual(row("a"));
  expect(files()).toEqual([]);
});

test("rows outlive a process that never shipped them", async () => {
  await openSpool().append(row("a"));
  const next = openSpool();
  await next.flush();
  expect([...sink.rows.keys()]).toEqual(["a"]);
});

test("what an earlier process left is read as it was kept, and so is what an earlier version wrote", async () => {
  await openSpool().append(WHOLE);
  const [file = ""] = files();
  const earlier = { ...WHOLE, id: "earlier", scopesHeld: undefined };
  appendFileSync(path.join(folder, file), `${JSON.stringify(earlier)}\n`);
  await openSpool().flush();
  expect([...sink.rows.values()]).toEqual([WHOLE, { ...earlier, scopesHeld: null }]);
});

test("more records than are kept at hand are shipped once each, in their order, past the sink's failures", async () => {
  const spool = openSpool();
  const ids = idsUpTo(60_000);
  for (let from = 0; from < ids.length; from += 100) {
    await appendMany(spool, ids.slice(from, from + 100));
  }
  // Every other batch fails, and is gone on with where the one before ended.
  sink.beforeBatch = () => {
    sink.isDown = !sink.isDown;
  };
  while (spool.figures.records > 0) await spool.flush().catch(() => undefined);
  expect([...sink.rows.keys()]).toEqual(ids);
  expect(sink.deliveries).toBe(ids.length);
});

test("a last line that a kill cut short is dropped, and the rest is kept", async () => {
  await openSpool().append(row("a"));
  const [file = ""] = files();
  appendFileSync(path.join(folder, file), '{"id":"cut');
  await openSpool().flush();
  expect([...sink.rows.keys()]).toEqual(["a"]);
});

test("a line that cannot be read is set aside, and holds nothing up", async () => {
  await openSpool().append(row("a"));
  const [file = ""] = files();
  appendFileSync(path.join(folder, file), '{"broken\n');
  const next = openSpool();
  await next.append(row("b"));
  await next.flush();
  await next.flush();
  expect([...sink.rows.keys()].sort()).toEqual(["a", "b"]);
  expect(files()).toEqual([`${file}.damaged`]);
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
  expect(files()).toHaveLength(1);
});

test("a line of JSON that is no record is set aside like one that is none", async () => {
  await openSpool().append(row("a"));
  const [file = ""] = files();
  appendFileSync(path.join(folder, file), 'null\n{"id":"b"}\n[5]\n5\n');
  const next = openSpool();
  await next.flush();
  expect([...sink.rows.keys()]).toEqual(["a"]);
  expect(readFileSync(path.join(folder, `${file}.damaged`), "utf8")).toBe(
    'null\n{"id":"b"}\n[5]\n5\n',
  );
  expect(next.figures).toMatchObject({ shipped: 1, damaged: 4, records: 0, bytes: 0 });
});

test.each([
  ["method", undefined],
  ["at", null],
  ["rootFields", "leads"],
  ["rootFields", [1]],
  ["durationMs", "1.5"],
  ["scopesNeeded", 5],
  ["statusCode", null],
])(
  "a record whose %s is %j, which no database takes, is set aside, and its neighbours go on",
  async (name, value) => {
    await openSpool().append(row("a"));
    const [file = ""] = files();
    const damaged = JSON.stringify({ ...row("b"), [name]: value });
    appendFileSync(path.join(folder, file), `${damaged}\n${JSON.stringify(row("c"))}\n`);
    const next = openSpool();
    await next.flush();
    expect([...sink.rows.keys()]).toEqual(["a", "c"]);
    expect(readFileSync(path.join(folder, `${file}.damaged`), "utf8")).toBe(`${damaged}\n`);
  },
);

describe("a long backlog", () => {
  const ids = idsUpTo(60_000);

  test("is kept in files of a bounded size and shipped in bounded batches, each row once, and told of", async () => {
    const first = openSpool();
    for (let from = 0; from < ids.length; from += 1_000) {
      await appendMany(first, ids.slice(from, from + 1_000));
    }
    expect(files().length).toBeGreaterThan(1);
    const next = openSpool();
    expect(next.figures).toMatchObject({ records: ids.length, bytes: first.figures.bytes });
    await next.flush();
    expect([...sink.rows.keys()]).toEqual(ids);
    expect(sink.deliveries).toBe(ids.length);
    expect(Math.max(...sink.batches)).toBeLessThan(5_500);
    expect(next.figures).toMatchObject({ records: 0, bytes: 0, oldestAt: null });
    expect([logged("Shipping a backlog"), logged("The backlog is shipped")]).toEqual([1, 1]);
  });

  test("is gone on with where the sink failed, and rows that it took are not sent again", async () => {
    const spool = openSpool();
    await appendMany(spool, ids);
    sink.beforeBatch = () => {
      sink.isDown = sink.batches.length === 3;
    };
    await expect(spool.flush()).rejects.toThrow("down");
    const { deliveries } = sink;
    expect(spool.figures.records).toBe(ids.length - deliveries);
    sink.beforeBatch = () => undefined;
    sink.isDown = false;
    await spool.flush();
    expect(sink.deliveries).toBe(ids.length);
  });

  test("lets records be kept between its batches", async () => {
    const spool = openSpool();
    await appendMany(spool, ids);
    let kept = 0;
    sink.beforeBatch = () => {
      kept += 1;
      return spool.append(row(`kept ${kept}`));
    };
    await spool.flush();
    expect(kept).toBeGreaterThan(10);
    sink.beforeBatch = () => undefined;
    await spool.flush();
    expect(sink.rows.size).toBe(ids.length + kept);
  });

  test("is left for the next start when there is no time for all of it", async () => {
    const spool = openSpool();
    await appendMany(spool, ids);
    await spool.close(0);
    expect(sink.deliveries).toBe(0);
    expect(logged("left for the next start")).toBe(1);
    await openSpool().flush();
    expect(sink.rows.size).toBe(ids.length);
  });
});

test("an outage of the sink is told of once, and its end too", async () => {
  const spool = openSpool();
  sink.isDown = true;
  await spool.append(row("a"));
  let failures = 0;
  const recovered = new Promise<void>((resolve) => {
    sink.beforeBatch = () => {
      failures += 1;
      if (failures < 3) return;
      sink.isDown = false;
      resolve();
    };
  });
  spool.start();
  await recovered;
  while (logged("can be shipped again") === 0) await new Promise(setImmediate);
  expect(logged("cannot be shipped")).toBe(1);
  expect(spool.figures).toMatchObject({ shipFailures: 2, shipped: 1 });
});

test("after a round of many records the next one is later, but not after one of few, or of so many that more would gain nothing", async () => {
  const timer = jest.spyOn(globalThis, "setTimeout");
  const spool = openSpool();
  const untilScheduled = async (rounds: number) => {
    while (timer.mock.calls.length < rounds) await new Promise(setImmediate);
    return timer.mock.calls.map(([, delayMs]) => delayMs);
  };
  try {
    await appendMany(spool, idsUpTo(1_000));
    spool.start();
    expect(await untilScheduled(2)).toEqual([0, 600]);
    await spool.append(row("one more"));
    expect(await untilScheduled(3)).toEqual([0, 600, 200]);
    await appendMany(spool, idsUpTo(6_000));
    expect(await untilScheduled(4)).toEqual([0, 600, 200, 200]);
  } finally {
    timer.mockRestore();
  }
});

describe("at its cap", () => {
  test("it refuses what would leave a record, keeps what is under way, says so once, and ends when there is room", async () => {
    const spool = openSpool({ bytesMax: 3 * ROW_BYTES, whenFull: "refuse" });
    sink.isDown = true;
    for (const id of ["a", "b", "c"]) await spool.append(row(id));
    expect([spool.refuses(), spool.refuses()]).toEqual([true, true]);
    await spool.append(row("under way"));
    await expect(spool.append(row("too many"))).rejects.toThrow("No room");
    await expect(spool.flush()).rejects.toThrow();
    expect(spool.refuses()).toBe(true);
    expect(spool.figures).toMatchObject({ refused: 3, dropped: 1, fullEpisodes: 1, isFull: true });
    expect(logged("The spool is full")).toBe(1);
    sink.isDown = false;
    await spool.flush();
    expect(spool.refuses()).toBe(false);
    expect([...sink.rows.keys()]).toEqual(["a", "b", "c", "under way"]);
    expect(logged("There is room for request records again")).toBe(1);
  });

  test("it drops and counts where that is wanted, and refuses nobody", async () => {
    const spool = openSpool({ bytesMax: 3 * ROW_BYTES, whenFull: "drop" });
    sink.isDown = true;
    for (const id of ["a", "b", "c", "d", "e"]) await spool.append(row(id));
    expect(spool.refuses()).toBe(false);
    sink.isDown = false;
    await spool.flush();
    const { dropped } = spool.figures;
    expect(dropped).toBeGreaterThan(0);
    expect(sink.rows.size).toBe(5 - dropped);
    await spool.append(row("f"));
    await spool.flush();
    expect(sink.rows.has("f")).toBe(true);
  });

  test("it is full from the start where an earlier process left it so", async () => {
    sink.isDown = true;
    await appendMany(openSpool(), idsUpTo(100));
    expect(openSpool({ bytesMax: 3 * ROW_BYTES }).refuses()).toBe(true);
  });
});

describe("on a disk that fills up", () => {
  test("a record that is cut short is taken back, and its neighbours are whole", async () => {
    const disk = new SmallDisk(Number.POSITIVE_INFINITY);
    const spool = openSpool({}, disk.write);
    await spool.append(row("before"));
    rmSync(path.join(folder, "reserve"));
    disk.size = spool.figures.bytes + 50;
    await expect(spool.append(row("cut"))).rejects.toThrow("no space left");
    disk.size = Number.POSITIVE_INFINITY;
    await spool.append(row("after"));
    await spool.flush();
    expect([...sink.rows.keys()]).toEqual(["before", "after"]);
    expect(spool.figures).toMatchObject({ damaged: 0, dropped: 1, records: 0, bytes: 0 });
  });

  test("of the records of one turn none is left when they do not all fit", async () => {
    const disk = new SmallDisk(Number.POSITIVE_INFINITY);
    const spool = openSpool({}, disk.write);
    await spool.append(row("a"));
    rmSync(path.join(folder, "reserve"));
    disk.size = Math.floor(2.5 * ROW_BYTES);
    const appended = await Promise.allSettled([spool.append(row("b")), spool.append(row("c"))]);
    expect(appended.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    disk.size = Number.POSITIVE_INFINITY;
    await spool.flush();
    expect([...sink.rows.keys()]).toEqual(["a"]);
  });

  test("requests under way are kept in the reserve, later ones are refused until there is room for more than both", async () => {
    const disk = new SmallDisk(RESERVE_BYTES + 10);
    const spool = openSpool({}, disk.write);
    sink.isDown = true;
    await spool.append(row("under way"));
    await spool.append(row("under way, too"));
    expect(readdirSync(folder)).not.toContain("reserve");
    await expect(spool.flush()).rejects.toThrow("down");
    expect(spool.refuses()).toBe(true);
    sink.isDown = false;
    await spool.flush();
    expect([...sink.rows.keys()]).toEqual(["under way", "under way, too"]);
    expect(spool.refuses()).toBe(true);
    disk.size = 2 * RESERVE_BYTES;
    await spool.flush();
    expect(spool.refuses()).toBe(false);
    expect(statSync(path.join(folder, "reserve")).size).toBe(RESERVE_BYTES);
    expect(readdirSync(folder)).toEqual(["reserve"]);
    expect(logged("The disk takes no request records")).toBe(1);
  });

  test("what cannot be kept is dropped and counted where that is wanted", async () => {
    const spool = openSpool({ whenFull: "drop" }, new SmallDisk(0).write);
    await spool.append(row("a"));
    await spool.append(row("b"));
    expect(spool.refuses()).toBe(false);
    expect(spool.figures).toMatchObject({ dropped: 2, isFull: true });
    expect(files()).toEqual([]);
  });
});
