import { createRequire } from "node:module";
import { inRoot } from "../steps/root.mjs";

/** Loads one of the server package's own dependencies; to be called after the install only. */
export const serverDependency = createRequire(inRoot("packages", "server", "package.json"));
