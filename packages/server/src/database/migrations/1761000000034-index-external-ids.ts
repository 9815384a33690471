import type { MigrationInterface, QueryRunner } from "typeorm";
import { alterTable, unalterTable } from "./alter-table.js";

const name = "leads_external";
const before = { [name]: { columns: ["workspaceId", "campaignId", "externalId"], unique: true } };
const after = { [name]: { columns: ["workspaceId", "externalId", "campaignId"], unique: true } };

/** Leads are found by their external id in all campaigns, too. */
export class IndexExternalIds1761000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await alterTable(runner, "leads", { indices: after, formerIndices: before });
  }

  async down(runner: QueryRunner): Promise<void> {
    await unalterTable(runner, "leads", { indices: after, formerIndices: before });
  }
}
