import type { Command } from "./command-line.js";
import { inventRows } from "./data/rows.js";
import { LoadGenerator } from "./load/load-generator.js";
import { describeMachine } from "./report/machine.js";
import type { RunReport } from "./report/markdown-report.js";
import { runSuite, type SuiteResult } from "./suites/run-suite.js";
import { Unavailable } from "./suites/suite.js";

/** Where the services are that suites may use. */
export interface Services {
  readonly mysqlUrl: string | null;
  readonly redisUrl: string | null;
}

/** Runs the suites one after the other; `report` hears how far they are. */
export async function runBenchmarks(
  command: Command,
  services: Services,
  report: (line: string) => void,
): Promise<RunReport> {
  const { suites, rounds, seconds, connections, keys, warmUpRequests } = command;
  const load = new LoadGenerator();
  const results: SuiteResult[] = [];
  const skipped: Array<{ name: string; reason: string }> = [];
  try {
    const rows = await inventRows();
    for (const suite of suites) {
      report(`${suite.name}: ${suite.title}`);
      const context = {
        rows,
        ...services,
        load,
        connections,
        keys,
        report: (line: string) => report(`  ${line}`),
      };
      try {
        results.push(await runSuite(suite, context, { rounds, seconds, warmUpRequests }));
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error;
        report(`  left out: ${error.message}`);
        skipped.push({ name: suite.name, reason: error.message });
      }
    }
  } finally {
    load.stop();
  }
  return {
    command: commandOf(command),
    method: `medians of ${rounds} rounds in turn, ${seconds} s each, after ${warmUpRequests.toLocaleString("en")} requests to warm up; ${connections} connections, one request at a time on each, ${keys} keys in turn; every answer had the expected status.`,
    machine: describeMachine(),
    results,
    skipped,
  };
}

function commandOf({ suites, rounds, seconds, connections, keys }: Command): string {
  const names = suites.map((suite) => suite.name).join(" ");
  return `npm run bench -- ${names} --rounds ${rounds} --seconds ${seconds} --connections ${connections} --keys ${keys}`;
}
