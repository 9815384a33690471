import "./steps/node-version.mjs";

import { spawn } from "node:child_process";
import { VITE } from "./steps/build-console.mjs";
import { compileServer, TSC } from "./steps/compile.mjs";
import { installIfStale } from "./steps/install.mjs";
import { exitCodeOf, onStop } from "./steps/on-stop.mjs";
import { inRoot, root } from "./steps/root.mjs";
import { stopChild, stopChildren, whileRunning } from "./steps/running.mjs";
import { reportFailure } from "./steps/step-failure.mjs";

// `pnpm dev`: the compiler watches, the server starts again after each clean build, and Vite serves
// the console with hot reload and passes /graphql on to the server. They stop together.

const API_PORT = "4000";
const CONSOLE_PORT = "5173";
const CLEAN_BUILD = /Found 0 errors/;

let server = null;
let restarts = Promise.resolve();

onStop(async (signal) => {
  await stopChildren();
  process.exit(exitCodeOf(null, signal));
});

try {
  await installIfStale();
  // The console's development server needs shared's output before it starts.
  await compileServer();
  watchSources();
  serveConsole();
  console.log(`Console with hot reload: http://127.0.0.1:${CONSOLE_PORT}`);
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}

function watchSources() {
  const compiler = start([TSC, "-b", "-w", "--preserveWatchOutput", "packages/server"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  compiler.stdout.setEncoding("utf8");
  compiler.stdout.on("data", (text) => {
    if (/error TS/.test(text)) process.stdout.write(text);
    // One after the other: two servers at once would want the same port and data folder.
    if (CLEAN_BUILD.test(text)) restarts = restarts.then(restartServer);
  });
  endTogether(compiler, "The compiler");
}

async function restartServer() {
  if (server) await stopChild(server, { patienceMs: 3_000 });
  server = start([inRoot("packages", "server", "dist", "main.js"), "--demo"], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, PORT: API_PORT },
  });
}

function serveConsole() {
  const args = [
    "--port",
    CONSOLE_PORT,
    "--strictPort",
    "--clearScreen",
    "false",
    "--logLevel",
    "warn",
  ];
  const vite = start([VITE, ...args], {
    cwd: inRoot("packages", "console"),
    stdio: ["ignore", "inherit", "inherit"],
  });
  endTogether(vite, "Vite");
}

function start(args, options) {
  return whileRunning(spawn(process.execPath, args, { cwd: root, ...options }));
}

/** A failed server waits for the next save; without its compiler or Vite there is nothing to wait for. */
function endTogether(child, name) {
  child.once("exit", async (code, signal) => {
    process.stderr.write(`${name} ended.\n`);
    await stopChildren();
    process.exit(exitCodeOf(code, signal) || 1);
  });
}
