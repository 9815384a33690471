import { randomBytes } from "node:crypto";
import type { DataSource } from "typeorm";
import type { Config } from "../base/config.js";
import type { DataFolder } from "../database/data-folder.js";
import { ENTITIES } from "../database/entities.js";
import { User } from "../resources/users/user.entity.js";
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

const ACCESS_FILE = "demo.json";
/** There while the demo is being made: found at a start, the last one was interrupted. */
const UNFINISHED_FILE = "demo-unfinished";

/** Fills a database that has no workspace yet, and keeps the way in. What an interrupted start left is made anew. */
export function seedDemo(config: Config, report: (line: string) => void) {
  return async (foundations: Foundations, dataFolder: DataFolder): Promise<void> => {
    const { database } = foundations;
    if (dataFolder.readPrivate(UNFINISHED_FILE) !== null) {
      report("Demo data: starting over, the last start was interrupted");
      await clear(database, config);
    } else if ((await database.getRepository(Workspace).count()) > 0) {
      return;
    }
    dataFolder.writePrivate(UNFINISHED_FILE, "");
    const admin = config.admin ?? {
      email: "admin@northwind.example",
      password: randomBytes(12).toString("base64url"),
    };
    const isGenerated = config.admin === null;
    const seeder = new DemoSeeder(foundations, report);
    const { workspace, apiKey } = await seeder.seed({ ...admin, isGenerated });
    keep(dataFolder, { url: "", workspace, ...admin, apiKey });
    dataFolder.removePrivate(UNFINISHED_FILE);
  };
}

/** Prints the address, the sign-in, the demo key and a line to paste; later starts print the same again. */
export function announce(url: string, config: Config, dataFolder: DataFolder): void {
  const lines = ["", `  Latchkey is ready:  ${url}`, ""];
  const kept = dataFolder.readPrivate(ACCESS_FILE);
  if (kept !== null) {
    const access: DemoAccess = { ...(JSON.parse(kept) as DemoAccess), url };
    keep(dataFolder, access);
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

function keep(dataFolder: DataFolder, access: DemoAccess): void {
  dataFolder.writePrivate(ACCESS_FILE, `${JSON.stringify(access, null, 2)}\n`);
}

/** Empties the tables that an interrupted demo began to fill; the configured admin stays. */
async function clear(database: DataSource, config: Config): Promise<void> {
  for (const entity of [...ENTITIES].reverse()) {
    const query = database.createQueryBuilder().delete().from(entity);
    if (entity === User && config.admin)
      query.where("email <> :email", { email: config.admin.email });
    await query.execute();
  }
}

function curlLine(url: string, header: string, apiKey: string): string {
  const body = JSON.stringify({ query: "{ leads(first: 3) { nodes { name email status } } }" });
  return `curl -s ${url}/graphql -H 'content-type: application/json' -H '${header}: ${apiKey}' -d '${body}'`;
}
