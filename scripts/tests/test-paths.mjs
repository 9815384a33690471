import path from "node:path";
import { root } from "../steps/root.mjs";

/** A compiled test's source, from the repository's root: what a person opens and passes to `npm test`. */
export function sourceOf(compiled) {
  return path.relative(root, compiled).replace(/([\\/])dist-test([\\/].*)\.js$/, "$1test$2.ts");
}

/** Arguments for jest, which knows compiled tests only; a source's path becomes its compiled file's. */
export function jestArgument(argument) {
  if (argument.startsWith("-")) return argument;
  return argument
    .replace(/^\.[\\/]/, "")
    .replace(/^(packages[\\/][^\\/]+[\\/]|bench[\\/])test(?=[\\/]|$)/, "$1dist-test")
    .replace(/\.ts$/, ".js");
}
