import type { MigrationInterface, QueryRunner } from "typeorm";
import { alterTable, unalterTable } from "./alter-table.js";

const columns = {
  nameKey: "varchar(100) NOT NULL DEFAULT ''",
  version: "integer NOT NULL DEFAULT 1",
};

/** Campaigns that two editors can change, and that can be sorted by name. */
export class ExtendCampaigns1761000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await alterTable(runner, "campaigns", { columns });
  }

  async down(runner: QueryRunner): Promise<void> {
    await unalterTable(runner, "campaigns", { columns });
  }
}
