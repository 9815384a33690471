// Writes src/api/generated from the server's schema and the `graphql(...)` documents in src.
// With --check it writes nothing and exits 1 when what is committed differs.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { preset } from "@graphql-codegen/client-preset";
import { codegen } from "@graphql-codegen/core";
import { parse } from "graphql";

const sourceFolder = fileURLToPath(new URL("../src/", import.meta.url));
const generatedFolder = join(sourceFolder, "api/generated/");
const schemaFile = fileURLToPath(new URL("../../server/schema.graphql", import.meta.url));
const DOCUMENT = /\bgraphql\(\s*(?:\/\* GraphQL \*\/\s*)?`([^`]+)`/g;

function documentsIn(file) {
  return [...readFileSync(file, "utf8").matchAll(DOCUMENT)].map(([, text]) => ({
    location: file,
    rawSDL: text,
    document: parse(text),
  }));
}

async function generate() {
  const sources = readdirSync(sourceFolder, { recursive: true })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes("generated"))
    .sort();
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: generatedFolder,
    schema: parse(readFileSync(schemaFile, "utf8")),
    documents: sources.flatMap((name) => documentsIn(join(sourceFolder, name))),
    plugins: [],
    pluginMap: {},
    presetConfig: { fragmentMasking: false, skipIndexFile: true },
    config: {
      scalars: {
        Scope: "@latchkey/shared#Scope",
        CustomFields: "@latchkey/shared#CustomFields",
        DateTimeISO: "string",
        ID: "string",
        JSONObject: "Record<string, unknown>",
      },
      strictScalars: true,
      useTypeImports: true,
      enumType: "string-literal",
      immutableTypes: true,
      importExtension: ".js",
      emitLegacyCommonJSImports: false,
    },
    documentTransforms: [],
  });
  const files = new Map();
  for (const section of sections) {
    files.set(section.filename, `${(await codegen(section)).trim()}\n`);
  }
  return files;
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

const files = await generate();
if (process.argv.includes("--check")) {
  const stale = [...files].filter(([file, text]) => read(file) !== text).map(([file]) => file);
  if (stale.length > 0) {
    console.error(`Out of date, run \`pnpm schema\`:\n  ${stale.join("\n  ")}`);
    process.exitCode = 1;
  }
} else {
  mkdirSync(generatedFolder, { recursive: true });
  for (const [file, text] of files) writeFileSync(file, text);
}
