import { expect, test } from "@jest/globals";
import { markdownReport } from "../dist/report/markdown-report.js";
import { plot } from "../dist/report/plot.js";
import { runBenchmarks } from "../dist/run-benchmarks.js";
import { ALL_SUITES } from "../dist/suites/all-suites.js";
import { keysSuite } from "../dist/suites/keys.suite.js";
import { logsSuite } from "../dist/suites/logs.suite.js";
import type { Suite } from "../dist/suites/suite.js";
import { upsertSuite } from "../dist/suites/upsert.suite.js";

const mysqlUrl = process.env["TEST_MYSQL_URL"] ?? null;
const redisUrl = process.env["TEST_REDIS_URL"] ?? null;

/** Each suite as it is, but for the keys and the logs, of which a million take minutes to make. */
const SMALL: Readonly<Record<string, Suite>> = {
  keys: keysSuite([10, 600]),
  logs: logsSuite("logs", { few: 1_000, embedded: 6_000, mysql: 6_000 }),
  upsert: upsertSuite(2_000),
};
const SUITES = ALL_SUITES.filter(({ name }) => name !== "logs-full").map(
  (suite) => SMALL[suite.name] ?? suite,
);
const onMysql = (suite: Suite) => suite.name === "mysql" || suite.name === "replicas";

/** The servers that this machine lacks, as lanes name them. */
const AWAY = [mysqlUrl ? [] : "MySQL", redisUrl ? [] : "Redis"].flat();

/** Leaves no file behind, and warms nothing up. */
const QUIETLY = { writesDocs: false, profiles: false, warmUpRequests: 1 };

const CONSTANT = "Fastify alone, a text that never changes";
const BARE = "bare Apollo on Fastify, no key";
const LATCHKEY = "Latchkey, everything on";

async function runBriefly(suites: readonly Suite[]) {
  const command = { suites, rounds: 1, seconds: 0.1, connections: 4, keys: 3, ...QUIETLY };
  return runBenchmarks(command, { mysqlUrl, redisUrl }, () => undefined);
}

function lanesOf(report: Awaited<ReturnType<typeof runBriefly>>): Record<string, string[]> {
  return Object.fromEntries(
    report.results.map(({ suite, lanes }) => [suite.name, lanes.map((lane) => lane.name)]),
  );
}

test("every peer starts on the embedded database, answers the same rows, and stands in the tables", async () => {
  const report = await runBriefly(SUITES.filter((suite) => !onMysql(suite)));
  expect(report.skipped).toEqual([]);
  const lanes = lanesOf(report);
  expect(lanes["embedded"]).toEqual([
    CONSTANT,
    BARE,
    "usual stack (Express 5, TypeORM find), no key",
    "usual stack, keys by hand",
    "usual stack, better-auth's API keys",
    LATCHKEY,
  ]);
  expect(Object.keys(lanes)).toEqual([
    "embedded",
    "refusals",
    "admission",
    "documents",
    "scopes",
    "logs",
    "upsert",
    "keys",
  ]);
  const samples = report.results.flatMap((result) => result.lanes.flatMap((lane) => lane.samples));
  expect(samples.filter(({ count, perSecond }) => !(count > 0 && perSecond > 0))).toEqual([]);

  const table = markdownReport(report);
  const picture = plot(report.results);
  for (const { suite, lanes, targets } of report.results) {
    expect(table).toContain(`### ${suite.title}`);
    expect(picture).toContain(suite.title);
    for (const { name } of lanes) expect(table).toContain(`| ${name} `);
    // What was measured is judged: a target that names no lane would never be seen.
    const left = targets.filter(({ measured }) => measured === null).map(({ lane }) => lane);
    expect(left.filter((lane) => !AWAY.some((server) => lane.includes(server)))).toEqual([]);
  }
}, 240_000);

const testMysql = mysqlUrl && redisUrl ? test : test.skip;
testMysql(
  "every peer starts on MySQL, and Latchkey also with Redis and with two replicas",
  async () => {
    const report = await runBriefly(SUITES.filter(onMysql));
    expect(report.skipped).toEqual([]);
    expect(lanesOf(report)).toEqual({
      mysql: [
        CONSTANT,
        BARE,
        "usual stack (Express 5, TypeORM find), no key",
        "usual stack, keys by hand",
        "usual stack, better-auth's API keys",
        LATCHKEY,
        "Latchkey, everything on, with Redis",
      ],
      replicas: ["1 replica", "2 replicas"],
    });
  },
  240_000,
);

test("what needs a database server is left out, and said so, where there is none", async () => {
  const command = {
    suites: SUITES.filter(onMysql),
    rounds: 1,
    seconds: 0.1,
    connections: 4,
    keys: 3,
    ...QUIETLY,
  };
  const services = { mysqlUrl: null, redisUrl: null };
  const report = await runBenchmarks(command, services, () => undefined);
  expect(report.results).toEqual([]);
  expect(markdownReport(report)).toContain("Not run: mysql (no MySQL or MariaDB was found).");
});
