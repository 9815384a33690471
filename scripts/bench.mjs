import "./steps/node-version.mjs";

import { spawn } from "node:child_process";
import { divideCores } from "./bench/divide-cores.mjs";
import { ownServices } from "./bench/own-services.mjs";
import { compileBench } from "./steps/compile.mjs";
import { installIfStale } from "./steps/install.mjs";
import { exitCodeOf, onStop } from "./steps/on-stop.mjs";
import { inRoot } from "./steps/root.mjs";
import { stopChildren, whileRunning } from "./steps/running.mjs";
import { reportFailure } from "./steps/step-failure.mjs";

// `npm run bench [-- suites and options]`: installs and builds what is missing, starts a database
// server and a Redis, and measures Latchkey beside its peers. See docs/performance.md.

onStop(async (signal) => {
  await stopChildren();
  process.exit(exitCodeOf(null, signal));
});

try {
  await installIfStale();
  await compileBench();
  process.exitCode = await measure(process.argv.slice(2));
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}

async function measure(args) {
  const serverCores = divideCores();
  const { mysql, redis } = await ownServices();
  try {
    return await runHarness(args, {
      ...(serverCores ? { BENCH_SERVER_CORES: serverCores } : {}),
      ...(mysql.value ? { BENCH_MYSQL_URL: mysql.value } : {}),
      ...(redis.value ? { BENCH_REDIS_URL: redis.value } : {}),
    });
  } finally {
    await Promise.all([mysql.stop(), redis.stop()]);
  }
}

function runHarness(args, places) {
  const child = whileRunning(
    spawn(process.execPath, [inRoot("bench", "dist", "main.js"), ...args], {
      env: { ...process.env, ...places },
      stdio: "inherit",
    }),
  );
  return new Promise((resolve) =>
    child.once("exit", (code, signal) => resolve(exitCodeOf(code, signal))),
  );
}
