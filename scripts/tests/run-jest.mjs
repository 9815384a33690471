import { spawn } from "node:child_process";
import { inRoot, root } from "../steps/root.mjs";
import { stopChild, whileRunning } from "../steps/running.mjs";
import { jestArgument } from "./test-paths.mjs";

const WHOLE_RUN_MS = 40 * 60_000;
const AFTER_LAST_TEST_MS = 15_000;

const NO_TALLY = { passed: 0, failed: 0, skipped: 0, skippedIn: {}, running: [], isDone: false };

/**
 * Runs jest once over the compiled tests and resolves to its tally with `problems`: what failed beside
 * the tests themselves. A run that hangs is ended and says where.
 */
export async function runJest(args, env) {
  const child = whileRunning(spawn(process.execPath, jestCommand(args), options(env)));
  const problems = [];
  let tally = NO_TALLY;

  const giveUp = (problem) => {
    problems.push(problem);
    stopChild(child, { patienceMs: 2_000 });
  };
  const wholeRun = setTimeout(() => {
    const where = tally.running.join(", ") || "no test file";
    giveUp(`The run was ended after ${WHOLE_RUN_MS / 60_000} minutes, in ${where}`);
  }, WHOLE_RUN_MS);
  let afterLastTest;
  child.on("message", (message) => {
    tally = message.tally;
    if (!tally.isDone) return;
    afterLastTest = setTimeout(
      () =>
        giveUp("All tests ended, but one of them left something open (a server, a pool, a timer)"),
      AFTER_LAST_TEST_MS,
    );
  });

  const code = await new Promise((resolve) => child.once("exit", resolve));
  clearTimeout(wholeRun);
  clearTimeout(afterLastTest);
  if (code !== 0 && tally.failed + problems.length === 0) problems.push("jest itself failed");
  return { ...tally, problems };
}

function jestCommand(args) {
  return [
    "--experimental-vm-modules",
    "--disable-warning=ExperimentalWarning",
    inRoot("node_modules", "jest", "bin", "jest.js"),
    "--ci",
    ...args.map(jestArgument),
  ];
}

function options(env) {
  return { cwd: root, env, stdio: ["inherit", "inherit", "inherit", "ipc"] };
}
