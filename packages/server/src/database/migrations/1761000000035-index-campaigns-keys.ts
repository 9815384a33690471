import type { MigrationInterface, QueryRunner } from "typeorm";
import { alterTable, unalterTable } from "./alter-table.js";

const changes = {
  indices: { api_keys_campaign: { columns: ["workspaceId", "campaignId", "id"] } },
};

/** A campaign's keys are found without going through the workspace's. */
export class IndexCampaignsKeys1761000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await alterTable(runner, "api_keys", changes);
  }

  async down(runner: QueryRunner): Promise<void> {
    await unalterTable(runner, "api_keys", changes);
  }
}
