import { readCommandLine, USAGE, UsageError } from "./command-line.js";
import { markdownReport } from "./report/markdown-report.js";
import { profilesFolder, writeDocs, writeResults } from "./report/write-report.js";
import { runBenchmarks } from "./run-benchmarks.js";

// `npm run bench` (scripts/bench.mjs) starts this, with the services it found in the environment.

for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));

try {
  const command = readCommandLine(process.argv.slice(2));
  if (command.profiles) process.env["BENCH_PROFILES"] = profilesFolder();
  const services = {
    mysqlUrl: process.env["BENCH_MYSQL_URL"] ?? null,
    redisUrl: process.env["BENCH_REDIS_URL"] ?? null,
  };
  const report = await runBenchmarks(command, services, (line) =>
    process.stderr.write(`${line}\n`),
  );
  const folder = writeResults(report);
  if (command.writesDocs) writeDocs(report);
  process.stdout.write(`\n${markdownReport(report)}`);
  process.stderr.write(`\nTables, plot and figures: ${folder}\n`);
} catch (error) {
  const isUsage = error instanceof UsageError;
  process.stderr.write(`${isUsage ? `${error.message}\n\n${USAGE}` : stackOf(error)}\n`);
  process.exitCode = isUsage ? 2 : 1;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
