import { existsSync } from "node:fs";
import { announce } from "./announce.mjs";
import { inRoot } from "./root.mjs";
import { runOrFail } from "./run.mjs";
import { fingerprint, isFresh, writeStamp } from "./stamp.mjs";

const CONSOLE = inRoot("packages", "console");
const STAMP = inRoot(".cache", "console.stamp");

/** Vite's entry, run with Node itself. */
export const VITE = inRoot("packages", "console", "node_modules", "vite", "bin", "vite.js");

/** Builds the console when one of its sources has changed since the last build. */
export async function buildConsole() {
  const input = fingerprint([
    ...["src", "public", "index.html", "vite.config.ts", "package.json", "tsconfig.json"].map(
      (name) => inRoot("packages", "console", name),
    ),
    inRoot("packages", "console", "scripts"),
    inRoot("packages", "shared", "src"),
    inRoot("docs"),
    inRoot("pnpm-lock.yaml"),
  ]);
  const isBuilt = existsSync(inRoot("packages", "console", "dist", "index.html"));
  if (isBuilt && isFresh(STAMP, input)) return;
  await announce("Building the console", () =>
    runOrFail("The console does not build.", process.execPath, [VITE, "build"], { cwd: CONSOLE }),
  );
  writeStamp(STAMP, input);
}
