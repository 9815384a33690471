import "reflect-metadata";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openapiDocument } from "./http/rest/openapi-document.js";
import { examplesPage } from "./reference/examples-page.js";
import { referencePage } from "./reference/reference-page.js";
import { createSchema } from "./schema.js";

// Writes docs/reference.md, docs/examples.md and docs/openapi.json; with --check, says whether they are what the code declares.
const schema = createSchema(null);
const openapi = await openapiDocument(schema, ["x-api-key"]);
const pages = {
  "reference.md": referencePage(schema),
  "examples.md": examplesPage(schema),
  "openapi.json": `${JSON.stringify(openapi, null, 2)}\n`,
};
for (const [name, text] of Object.entries(pages)) {
  const file = fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url));
  if (!process.argv.includes("--check")) {
    writeFileSync(file, text);
  } else if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
    console.error(`docs/${name} is not what the code declares. Run: pnpm schema`);
    process.exitCode = 1;
  }
}
