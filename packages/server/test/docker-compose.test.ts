import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { CONFIG_VARIABLES } from "../dist/base/config.js";

const compose = readFromRoot("docker-compose.yml");
const serverSettings = blockUnder(compose, "x-server: &server");
const serverEnvironment = new Map(
  [...blockUnder(serverSettings, "  environment:").matchAll(/^ {4}([A-Z_]+): (.*)$/gm)].map(
    ([, name = "", value = ""]) => [name, value],
  ),
);

describe("docker-compose.yml", () => {
  test("gives the server only variables that it reads", () => {
    expect(serverEnvironment.size).toBeGreaterThan(5);
    const unread = [...serverEnvironment.keys()].filter((name) => !CONFIG_VARIABLES.includes(name));
    expect(unread).toEqual([]);
  });

  test.each(["server-1", "server-2"])("gives %s these settings and no variable more", (name) => {
    const replica = blockUnder(compose, `  ${name}:`);
    expect(replica).toContain("<<: *server\n");
    expect(replica).not.toMatch(/environment|env_file/);
  });

  test.each(["LATCHKEY_PEPPERS", "LATCHKEY_ADMIN_EMAIL", "LATCHKEY_ADMIN_PASSWORD"])(
    "has no default for %s",
    (name) => {
      expect(serverEnvironment.get(name)).toBe(`\${${name}:?set ${name}}`);
    },
  );

  test("has no default for the database's password", () => {
    const uses = [...compose.matchAll(/\$\{MYSQL_PASSWORD[^}]*\}/g)].map(([use]) => use);
    expect(new Set(uses)).toEqual(new Set([`\${MYSQL_PASSWORD:?set MYSQL_PASSWORD}`]));
    expect(serverEnvironment.get("DATABASE_URL")).toContain(uses[0]);
  });
});

test(".env.example tells of every variable that the server reads", () => {
  const told = [...readFromRoot(".env.example").matchAll(/^#?([A-Z_]+)=/gm)].map(
    ([, name]) => name,
  );
  expect(CONFIG_VARIABLES.filter((name) => !told.includes(name))).toEqual([]);
});

/** The lines of a YAML block that are indented deeper than its heading. */
function blockUnder(yaml: string, heading: string): string {
  const lines = yaml.split("\n");
  const start = lines.findIndex((line) => line.startsWith(heading));
  if (start < 0) throw new Error(`docker-compose.yml has no "${heading}"`);
  const depth = heading.search(/\S/);
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.trim() !== "" && line.search(/\S/) <= depth);
  return `${rest.slice(0, end < 0 ? undefined : end).join("\n")}\n`;
}

function readFromRoot(file: string): string {
  return readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8");
}
