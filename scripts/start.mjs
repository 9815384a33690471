import "./steps/node-version.mjs";

import { spawn } from "node:child_process";
import { buildConsole } from "./steps/build-console.mjs";
import { compileServer } from "./steps/compile.mjs";
import { installIfStale } from "./steps/install.mjs";
import { exitCodeOf, onStop } from "./steps/on-stop.mjs";
import { inRoot } from "./steps/root.mjs";
import { stopChildren, whileRunning } from "./steps/running.mjs";
import { reportFailure } from "./steps/step-failure.mjs";

// `npm start`: installs and builds what is missing, then hands the terminal to the server, which
// migrates, seeds an empty database and says how to reach it.

let isStopping = false;
onStop(async (signal) => {
  isStopping = true;
  // The server ends by itself, once the requests under way are answered and their records kept.
  await stopChildren({ signal, patienceMs: 30_000 });
  // The server's own exit code, once there is a server; see below.
  if (process.exitCode === undefined) process.exitCode = exitCodeOf(null, signal);
});

try {
  await installIfStale();
  await compileServer();
  await buildConsole();
  if (!isStopping) serve();
} catch (error) {
  if (!isStopping) {
    reportFailure(error);
    process.exitCode = 1;
  }
}

function serve() {
  const args = [
    inRoot("packages", "server", "dist", "main.js"),
    "--demo",
    ...process.argv.slice(2),
  ];
  const server = whileRunning(spawn(process.execPath, args, { stdio: "inherit" }));
  server.on("exit", (code, signal) => {
    process.exitCode = exitCodeOf(code, signal);
  });
}
