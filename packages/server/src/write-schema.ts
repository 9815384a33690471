import "reflect-metadata";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createSchema, printSchema } from "./schema.js";

// Writes schema.graphql; with --check, says whether it is what the code declares.
const file = fileURLToPath(new URL("../schema.graphql", import.meta.url));
const sdl = printSchema(createSchema(null));
if (!process.argv.includes("--check")) {
  writeFileSync(file, sdl);
} else if (readFileSync(file, "utf8") !== sdl) {
  console.error("schema.graphql is not what the code declares. Run: pnpm schema");
  process.exitCode = 1;
}
