import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { inRoot } from "./root.mjs";

/** The folders of the workspace's packages. */
export function workspacePackages() {
  return [
    ...readdirSync(inRoot("packages")).map((name) => inRoot("packages", name)),
    inRoot("bench"),
  ].filter((folder) => existsSync(path.join(folder, "package.json")));
}
