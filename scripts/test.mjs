import "./steps/node-version.mjs";

import { findServices } from "./services/find-services.mjs";
import { buildConsole } from "./steps/build-console.mjs";
import { compileAll } from "./steps/compile.mjs";
import { installIfStale } from "./steps/install.mjs";
import { exitCodeOf, onStop } from "./steps/on-stop.mjs";
import { stopChildren } from "./steps/running.mjs";
import { reportFailure } from "./steps/step-failure.mjs";
import { runJest } from "./tests/run-jest.mjs";
import { summarize } from "./tests/summary.mjs";
import { testEnvironment } from "./tests/test-environment.mjs";

// `npm test [-- jest's arguments]`: installs and builds what is missing, finds or starts the
// services that tests use, and runs all of them once.

onStop(async (signal) => {
  await stopChildren();
  process.exit(exitCodeOf(null, signal));
});

try {
  await installIfStale();
  await compileAll();
  await buildConsole();
  await test(process.argv.slice(2));
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
  console.log("\n0 passed, 1 failed");
}

async function test(args) {
  const services = await findServices();
  for (const { name, where } of services) {
    if (where) process.stderr.write(`${name}: ${where}\n`);
  }
  try {
    const result = await runJest(args, testEnvironment(process.env, services));
    const { text, isFailure } = summarize(result, services, process.env.CI === "true");
    await Promise.all(services.map(({ stop }) => stop()));
    console.log(text);
    process.exitCode = isFailure ? 1 : 0;
  } finally {
    await Promise.all(services.map(({ stop }) => stop()));
  }
}
