import { pathToFileURL } from "node:url";
import { inRoot } from "./root.mjs";

/** The compiler's launcher, to be run with Node. */
export const TSC = inRoot("node_modules", "typescript", "bin", "tsc");

/** The compiler itself: a launcher that is stopped leaves a watching compiler behind. After the install only. */
export async function compilerProgram() {
  const file = inRoot("node_modules", "typescript", "lib", "getExePath.js");
  const { default: getExePath } = await import(pathToFileURL(file).href);
  return getExePath();
}
