import type { SessionActor } from "@latchkey/server/dist/base/actor.js";
import { systemClock } from "@latchkey/server/dist/base/clock.js";
import { openDatabase } from "@latchkey/server/dist/database/data-source.js";
import { firstIdOf } from "@latchkey/server/dist/database/first-id-of.js";
import { MatchingDays } from "@latchkey/server/dist/resources/request-logs/matching-days.js";
import { RequestCounter } from "@latchkey/server/dist/resources/request-logs/request-counter.js";
import { RequestLogService } from "@latchkey/server/dist/resources/request-logs/request-log.service.js";
import { DatabaseRequestLogSink } from "@latchkey/server/dist/resources/request-logs/request-log.sink.js";
import { RequestGroupBy } from "@latchkey/server/dist/resources/request-logs/request-stats.inputs.js";
import { RequestStatsService } from "@latchkey/server/dist/resources/request-logs/request-stats.service.js";
import { RollupFolder } from "@latchkey/server/dist/resources/request-logs/rollup-folder.js";
import type { DataSource } from "typeorm";
import { fillLogs, inventLog } from "../data/fill-logs.js";
import type { Rows } from "../data/rows.js";
import { createScratchDatabase } from "../data/scratch-database.js";
import { inProcessLane } from "./in-process-lane.js";
import type { Lane } from "./lane.js";
import type { Suite, SuiteContext, Target } from "./suite.js";

const DAY_MS = 86_400_000;
const DAYS = 30;
/** The console's bars of 30 days. */
const INTERVAL_MS = DAY_MS / 2;
/** Shipped at once, as the spool does under full load: the requests of the last 200 ms, in their order. */
const ROWS_PER_SHIPMENT = 10_000;
const SHIPMENT_MS = 200;
const SHIPMENTS_PER_FOLD = 20;

const EMBEDDED = "embedded database";
const MYSQL = "MySQL";
/** Rows a second, with their roll-ups. */
const SHIPPED_AT_LEAST: Readonly<Record<string, number>> = { [EMBEDDED]: 100_000, [MYSQL]: 60_000 };

/** The page's figures of few rows and of many, its first and a deep page, and what can be shipped. */
export function logsSuite(
  name: string,
  rows: { readonly few: number; readonly embedded: number; readonly mysql: number },
): Suite {
  const embedded = [rows.few, rows.embedded];
  const mysql = [rows.few, rows.mysql];
  const told = [...new Set([...embedded, ...mysql])].map(formatCount);
  return {
    name,
    title: `Request logs of ${new Intl.ListFormat("en").format(told)} rows`,
    about:
      "In process, over the services: the page's figures over 30 days (by half a day, with the span before and the top keys, operations, addresses and errors, each with percentiles), the first page of rows and the page behind half of them, of one workspace with 100 keys; and rows shipped with their roll-ups. A second has so many of each.",
    targets: [...targetsOf(EMBEDDED, embedded), ...targetsOf(MYSQL, mysql)],
    async open(context) {
      const lanes = await lanesOn(EMBEDDED, null, embedded, context);
      if (context.mysqlUrl === null) {
        context.note("No MySQL or MariaDB was found: request logs there were left out.");
        return lanes;
      }
      return [...lanes, ...(await lanesOn(MYSQL, context.mysqlUrl, mysql, context))];
    },
  };
}

function targetsOf(where: string, sizes: readonly number[]): Target[] {
  const [least] = sizes;
  const largest = sizes.at(-1);
  if (least === undefined || largest === undefined) return [];
  const each = (what: string, atLeast: number): Target[] => [
    { lane: laneName(what, where, largest), against: null, atLeast },
    {
      lane: laneName(what, where, largest),
      against: laneName(what, where, least),
      atLeast: null,
    },
  ];
  return [
    ...each("figures", 1000 / 50),
    ...each("first page", 1000 / 5),
    ...each("deep page", 1000 / 5),
    { lane: `rows shipped, ${where}`, against: null, atLeast: SHIPPED_AT_LEAST[where] ?? null },
  ];
}

function formatCount(count: number): string {
  return count.toLocaleString("en");
}

function laneName(what: string, where: string, size: number): string {
  return `${what}, ${where}, ${formatCount(size)} rows`;
}

async function lanesOn(
  where: string,
  mysqlUrl: string | null,
  sizes: readonly number[],
  context: SuiteContext,
): Promise<Lane[]> {
  const lanes: Lane[] = [];
  for (const size of sizes) {
    const { rows } = context;
    const database = await openLogs(mysqlUrl, context);
    await fillLogs(database, rows.workspace.id, size, (done) =>
      context.report(`${where}: ${formatCount(done)} of ${formatCount(size)} rows`),
    );
    lanes.push(...readingLanes(where, size, database, rows));
  }
  return [...lanes, shippingLane(where, await openLogs(mysqlUrl, context), context.rows)];
}

async function openLogs(mysqlUrl: string | null, context: SuiteContext): Promise<DataSource> {
  const scratch = await createScratchDatabase(mysqlUrl, context.rows);
  const database = await openDatabase(scratch.config);
  context.keep({
    stop: async () => {
      await database.destroy();
      await scratch.drop();
    },
  });
  return database;
}

function readingLanes(where: string, size: number, database: DataSource, rows: Rows): Lane[] {
  const actor = readerOf(rows);
  const counter = new RequestCounter(database, systemClock);
  const logs = new RequestLogService(database, counter, new MatchingDays(database, systemClock));
  const stats = new RequestStatsService(counter, systemClock);
  const { API_KEY, OPERATION, ADDRESS, ERROR_CODE } = RequestGroupBy;
  // Half of the rows are newer.
  const middle = new Date(systemClock.now().getTime() - (DAYS / 2) * DAY_MS);
  const deepCursor = Buffer.from(firstIdOf(middle)).toString("base64url");
  // As the console asks: from a whole interval, so that asking again asks the same.
  const filter = () => {
    const startMs = systemClock.now().getTime() - DAYS * DAY_MS;
    return { from: new Date(Math.ceil(startMs / INTERVAL_MS) * INTERVAL_MS) };
  };
  return [
    inProcessLane(laneName("figures", where, size), async () => {
      const intervalSeconds = INTERVAL_MS / 1000;
      const told = await stats.get(actor, { filter: filter(), intervalSeconds });
      await told.previous();
      for (const by of [API_KEY, OPERATION, ADDRESS, ERROR_CODE]) {
        await stats.groups(actor, told.filter, { by, first: 5 });
      }
      return 1;
    }),
    inProcessLane(laneName("first page", where, size), async () => {
      await logs.list(actor, { first: 25, filter: filter() });
      return 1;
    }),
    inProcessLane(laneName("deep page", where, size), async () => {
      await logs.list(actor, { first: 25, filter: filter(), after: deepCursor });
      return 1;
    }),
  ];
}

function shippingLane(where: string, database: DataSource, rows: Rows): Lane {
  const sink = new DatabaseRequestLogSink(database);
  const folder = new RollupFolder(database, () => undefined);
  let shipments = 0;
  return inProcessLane(`rows shipped, ${where}`, async () => {
    const startMs = systemClock.now().getTime() - SHIPMENT_MS;
    const shipped = Array.from({ length: ROWS_PER_SHIPMENT }, (_, index) => {
      const offsetMs = Math.floor((index / ROWS_PER_SHIPMENT) * SHIPMENT_MS);
      return inventLog(rows.workspace.id, new Date(startMs + offsetMs));
    });
    const startedAtMs = performance.now();
    await sink.write(shipped);
    shipments += 1;
    if (shipments % SHIPMENTS_PER_FOLD === 0) await folder.run();
    return { count: ROWS_PER_SHIPMENT, tookMs: performance.now() - startedAtMs };
  });
}

function readerOf({ workspace, admin }: Rows): SessionActor {
  return {
    kind: "session",
    address: "127.0.0.1",
    arrivedAt: systemClock.now(),
    workspace,
    scopes: new Set(["logs:read"]),
    campaignId: null,
    user: { ...admin, role: "ADMIN" },
  };
}
