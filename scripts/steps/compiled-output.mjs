import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { filesUnder } from "./files-under.mjs";
import { workspacePackages } from "./workspace-packages.mjs";

const COMPILED = /\.(d\.ts|js|js\.map)$/;

/** Where each project's sources and compiled files are. The console's `dist` is Vite's. */
function projects() {
  return workspacePackages().flatMap((folder) => [
    {
      source: path.join(folder, "src"),
      output: path.join(folder, path.basename(folder) === "console" ? "dist-types" : "dist"),
      notes: path.join(folder, "tsconfig.tsbuildinfo"),
    },
    { source: path.join(folder, "test"), output: path.join(folder, "dist-test") },
  ]);
}

/** `tsc -b` trusts its notes and does not write again what was deleted; without the notes it does. */
export function forgetLostOutput() {
  for (const { output, notes } of projects()) {
    if (notes && !existsSync(output)) rmSync(notes, { force: true });
  }
}

/** Removes what was compiled from a source that is gone; jest would still run it as a test. */
export function removeOrphans() {
  for (const { source, output } of projects()) {
    for (const file of filesUnder(output)) {
      if (!COMPILED.test(file)) continue;
      const origin = path.join(source, path.relative(output, file)).replace(COMPILED, "");
      if (!existsSync(`${origin}.ts`) && !existsSync(`${origin}.tsx`)) rmSync(file);
    }
  }
}
