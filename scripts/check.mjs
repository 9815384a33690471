import "./steps/node-version.mjs";

import { layoutProblems } from "./checks/layout.mjs";
import { compile } from "./steps/compile.mjs";
import { installIfStale } from "./steps/install.mjs";
import { exitCodeOf, onStop } from "./steps/on-stop.mjs";
import { inRoot } from "./steps/root.mjs";
import { run } from "./steps/run.mjs";
import { stopChildren } from "./steps/running.mjs";
import { secondsSince } from "./steps/seconds-since.mjs";
import { reportFailure } from "./steps/step-failure.mjs";

// `pnpm check`: everything that can be known without running the tests. All checks run, whatever
// the first ones say; each answers { code, output } and shows its output only when it fails.

const CHECKS = [
  ["types", () => compile([])],
  ["layout", () => checkLayout()],
  [
    "lint, format and floors",
    () => node("@biomejs/biome/bin/biome", "check", "--error-on-warnings"),
  ],
  ["schema snapshot", () => script("packages/server/dist/write-schema.js", "--check")],
  ["API reference", () => script("packages/server/dist/write-reference.js", "--check")],
  [
    "console's documents",
    () => script("packages/console/scripts/generate-documents.mjs", "--check"),
  ],
  ["dead code", () => node("knip/bin/knip.js", "--no-progress")],
];

onStop(async (signal) => {
  await stopChildren();
  process.exit(exitCodeOf(null, signal));
});

try {
  await installIfStale();
  const failed = [];
  for (const [name, check] of CHECKS) {
    const startedAt = performance.now();
    const { code, output } = await check();
    console.log(`${code === 0 ? "ok    " : "FAILED"} ${name} (${secondsSince(startedAt)})`);
    if (code === 0) continue;
    failed.push(name);
    console.log(`\n${output.trim()}\n`);
  }
  console.log(failed.length === 0 ? "All checks passed." : `Failed: ${failed.join("; ")}.`);
  process.exitCode = failed.length === 0 ? 0 : 1;
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}

function node(tool, ...args) {
  return script(`node_modules/${tool}`, ...args);
}

function script(file, ...args) {
  return run(process.execPath, [inRoot(...file.split("/")), ...args]);
}

async function checkLayout() {
  const problems = layoutProblems();
  return { code: problems.length === 0 ? 0 : 1, output: problems.join("\n") };
}
