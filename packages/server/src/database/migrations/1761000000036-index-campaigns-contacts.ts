import type { MigrationInterface, QueryRunner } from "typeorm";
import { alterTable, unalterTable } from "./alter-table.js";

const changes = {
  indices: { contact_leads_campaign: { columns: ["campaignId", "contactId"] } },
};

/** A campaign's contacts are found without going through the workspace's. */
export class IndexCampaignsContacts1761000000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await alterTable(runner, "contact_leads", changes);
  }

  async down(runner: QueryRunner): Promise<void> {
    await unalterTable(runner, "contact_leads", changes);
  }
}
