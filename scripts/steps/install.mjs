import { readFileSync } from "node:fs";
import path from "node:path";
import { announce } from "./announce.mjs";
import { inRoot } from "./root.mjs";
import { runOrFail } from "./run.mjs";
import { fingerprint, isFresh, writeStamp } from "./stamp.mjs";
import { workspacePackages } from "./workspace-packages.mjs";

// Inside node_modules: deleting that folder is how people ask for a new install.
const STAMP = inRoot("node_modules", ".latchkey-stamp");

/** Installs the locked packages when something that decides them has changed since the last install. */
export async function installIfStale() {
  const input = installInput();
  if (isFresh(STAMP, input)) return;
  const { packageManager } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
  await announce("Installing packages", () =>
    runOrFail(
      "The packages could not be installed.",
      "npx",
      ["--yes", packageManager, "install", "--frozen-lockfile"],
      // Without it pnpm asks before it replaces a node_modules folder of another kind.
      { env: { ...process.env, CI: "true" } },
    ),
  );
  writeStamp(STAMP, input);
}

function installInput() {
  const manifests = workspacePackages().map((folder) => path.join(folder, "package.json"));
  const files = ["pnpm-lock.yaml", "pnpm-workspace.yaml", ".npmrc", "package.json"];
  return fingerprint(
    [...files.map((file) => inRoot(file)), ...manifests],
    [process.version, process.platform, process.arch],
  );
}
