import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { markdownReport, type RunReport } from "./markdown-report.js";
import { plot } from "./plot.js";

const RESULTS = new URL("../../results/", import.meta.url);
const DOCS = new URL("../../../docs/", import.meta.url);
const TABLES = /(<!-- tables of a run -->\n).*(\n<!-- end of the tables -->)/s;

/** Writes the latest run to bench/results/; returns that folder. */
export function writeResults(report: RunReport): string {
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(new URL("latest.md", RESULTS), markdownReport(report));
  writeFileSync(new URL("latest.svg", RESULTS), plot(report.results));
  writeFileSync(new URL("latest.json", RESULTS), `${JSON.stringify(report, null, 2)}\n`);
  return fileURLToPath(RESULTS);
}

/** Where servers leave their CPU profiles, when they are asked for. */
export function profilesFolder(): string {
  return fileURLToPath(new URL("profiles/", RESULTS));
}

/** Puts the run's tables and plot into docs/performance.md, in place of the last ones. */
export function writeDocs(report: RunReport): void {
  const page = new URL("performance.md", DOCS);
  const text = readFileSync(page, "utf8");
  if (!TABLES.test(text))
    throw new Error("docs/performance.md has lost the marks around its tables");
  const tables = markdownReport(report);
  writeFileSync(
    page,
    text.replace(TABLES, (_, start, end) => `${start}\n${tables}${end}`),
  );
  writeFileSync(new URL("performance.svg", DOCS), plot(report.results));
}
