import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Latchkey's own schema, so that every server parses and validates against the same. */
export function schemaDocument(): string {
  return readFileSync(require.resolve("@latchkey/server/schema.graphql"), "utf8");
}
