import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Config } from "../base/config.js";
import type { DataFolder } from "../database/data-folder.js";
import { Workspace } from "../resources/workspaces/workspace.entity.js";
import type { Foundations } from "../services.js";
import { DemoSeeder } from "./demo-seeder.js";

/** What a newcomer needs; kept in `demo.json` in the data folder, mode 0600. */
interface DemoAccess {
  readonly url: string;
  readonly workspace: string;
  readonly email: string;
  readonly password: string;
  readonly apiKey: string;
}

const FILE = "demo.json";

/** Fills a database that has no workspace yet, and keeps the way in. */
export function seedDemo(config: Config, report: (line: string) => void) {
  return async (foundations: Foundations, dataFolder: DataFolder): Promise<void> => {
    if ((await foundations.database.getRepository(Workspace).count()) > 0) return;
    const admin = config.admin ?? {
      email: "admin@northwind.example",
      password: randomBytes(12).toString("base64url"),
    };
    const seeder = new DemoSeeder(foundations, report);
    const { workspace, apiKey } = await seeder.seed(admin);
    const url = `http://${config.host}:${config.port}`;
    const access: DemoAccess = { url, workspace, ...admin, apiKey };
    dataFolder.writePrivate(FILE, `${JSON.stringify(access, null, 2)}\n`);
  };
}

/** Prints the address, the sign-in, the demo key and a line to paste; later starts print the same again. */
export function announce(url: string, config: Config): void {
  const file = path.join(config.dataDir, FILE);
  const lines = ["", `  Latchkey is ready:  ${url}`, ""];
  if (existsSync(file)) {
    const access = JSON.parse(readFileSync(file, "utf8")) as DemoAccess;
    lines.push(
      `  Console    ${url}/${access.workspace}/api-keys`,
      `  Email      ${access.email}`,
      `  Password   ${access.password}`,
      `  Demo key   ${access.apiKey}`,
      "",
      "  Try it:",
      "",
      curlLine(url, config.keyHeaders[0] ?? "x-api-key", access.apiKey),
      "",
    );
  }
  process.stdout.write(`${lines.join("\n")}\n`);
}

function curlLine(url: string, header: string, apiKey: string): string {
  const body = JSON.stringify({ query: "{ leads(first: 3) { nodes { name email status } } }" });
  return `curl -s ${url}/graphql -H 'content-type: application/json' -H '${header}: ${apiKey}' -d '${body}'`;
}
