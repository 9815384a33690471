import "reflect-metadata";
import type { DatabaseConfig } from "@latchkey/server/dist/base/config.js";
import { openDatabase } from "@latchkey/server/dist/database/data-source.js";
import { migrate } from "@latchkey/server/dist/database/migrate.js";
import { Campaign } from "@latchkey/server/dist/resources/campaigns/campaign.entity.js";
import { insertLeads } from "@latchkey/server/dist/resources/leads/lead-rows.js";
import { User } from "@latchkey/server/dist/resources/users/user.entity.js";
import { Member } from "@latchkey/server/dist/resources/workspaces/member.entity.js";
import { Workspace } from "@latchkey/server/dist/resources/workspaces/workspace.entity.js";
import type { Rows } from "./rows.js";

const LEADS_PER_INSERT = 500;

/** Makes Latchkey's tables in an empty database, by its own migrations, and puts the rows in. */
export async function seedDatabase(config: DatabaseConfig, rows: Rows): Promise<void> {
  const database = await openDatabase(config);
  try {
    await migrate(database);
    await database.getRepository(User).insert(rows.admin);
    await database.getRepository(Workspace).insert(rows.workspace);
    await database.getRepository(Member).insert(rows.member);
    await database.getRepository(Campaign).insert(rows.campaign);
    for (let from = 0; from < rows.leads.length; from += LEADS_PER_INSERT) {
      await insertLeads(database.manager, rows.leads.slice(from, from + LEADS_PER_INSERT));
    }
  } finally {
    await database.destroy();
  }
}
