import type { MigrationInterface, QueryRunner } from "typeorm";
import { alterTable, unalterTable } from "./alter-table.js";

const changes = {
  indices: {
    leads_of_campaign: { columns: ["campaignId", "workspaceId", "id"] },
    leads_updated: { columns: ["workspaceId", "updatedAt", "id"] },
    leads_name: { columns: ["workspaceId", "nameKey", "id"] },
    leads_company: { columns: ["workspaceId", "companyKey", "id"] },
    leads_email: { columns: ["workspaceId", "email", "id"] },
    leads_external: { columns: ["workspaceId", "campaignId", "externalId"], unique: true },
  },
  // One index serves the foreign key, the campaign's leads and their order.
  formerIndices: {
    leads_campaign: { columns: ["workspaceId", "campaignId", "id"] },
    leads_by_campaign: { columns: ["campaignId"] },
  },
};

/** Leads are found by each filter and sorted in each order by an index. */
export class IndexLeads1761000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await alterTable(runner, "leads", changes);
  }

  async down(runner: QueryRunner): Promise<void> {
    await unalterTable(runner, "leads", changes);
  }
}
