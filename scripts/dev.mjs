import "./steps/node-version.mjs";

import { spawn } from "node:child_process";
import { VITE } from "./steps/build-console.mjs";
import { compileServer } from "./steps/compile.mjs";
import { compilerProgram } from "./steps/compiler.mjs";
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
let isStopping = false;

onStop((signal) => stopAll(exitCodeOf(null, signal)));

try {
  await installIfStale();
  // The console's development server needs shared's output before it starts.
  await compileServer();
  serveConsole();
  await watchSources();
} catch (error) {
  reportFailure(error);
  await stopAll(1);
}

async function watchSources() {
  const args = ["-b", "-w", "--preserveWatchOutput", "packages/server"];
  const compiler = start(await compilerProgram(), args, { stdio: ["ignore", "pipe", "inherit"] });
  compiler.stdout.setEncoding("utf8");
  compiler.stdout.on("data", (text) => {
    if (/error TS/.test(text)) process.stdout.write(text);
    // One after the other: two servers at once would want the same port and data folder.
    if (CLEAN_BUILD.test(text)) restarts = restarts.then(restartServer);
  });
  endTogether(compiler, "The compiler");
}

async function restartServer() {
  const isFirst = server === null;
  if (!isFirst) await stopChild(server, { patienceMs: 3_000 });
  if (isStopping) return;
  const main = inRoot("packages", "server", "dist", "main.js");
  server = start(process.execPath, isFirst ? [main, "--demo"] : [main], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PORT: API_PORT },
  });
  for (const name of ["stdout", "stderr"]) {
    server[name].setEncoding("utf8");
    server[name].on("data", (text) => process[name].write(atOneAddress(text)));
  }
}

/** Everything is reached through Vite, so the server's own address is nothing to look at. */
function atOneAddress(text) {
  return text.replaceAll(`127.0.0.1:${API_PORT}`, `127.0.0.1:${CONSOLE_PORT}`);
}

function serveConsole() {
  const args = ["--port", CONSOLE_PORT, "--strictPort", "--clearScreen", "false"];
  const vite = start(process.execPath, [VITE, ...args, "--logLevel", "warn"], {
    cwd: inRoot("packages", "console"),
    stdio: ["ignore", "inherit", "inherit"],
  });
  endTogether(vite, "Vite");
}

function start(command, args, options) {
  return whileRunning(spawn(command, args, { cwd: root, ...options }));
}

/** A failed server waits for the next save; without its compiler or Vite there is nothing to wait for. */
function endTogether(child, name) {
  child.once("exit", (code, signal) => {
    if (isStopping) return;
    process.stderr.write(`${name} ended.\n`);
    stopAll(exitCodeOf(code, signal) || 1);
  });
}

async function stopAll(exitCode) {
  isStopping = true;
  await stopChildren();
  process.exit(exitCode);
}
