import path from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder; every path of these scripts starts here, whatever the caller's folder is. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** An absolute path inside the repository. */
export function inRoot(...parts) {
  return path.join(root, ...parts);
}
