import type { MigrationInterface, QueryRunner } from "typeorm";
import { alterTable, unalterTable } from "./alter-table.js";

const changes = {
  columns: { lastNameKey: "varchar(100) NOT NULL DEFAULT ''" },
  indices: { leads_last_name: { columns: ["workspaceId", "lastNameKey", "id"] } },
};

/** Leads are found by the last word of their name, too. */
export class AddLastNamesOfLeads1761000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await alterTable(runner, "leads", changes);
  }

  async down(runner: QueryRunner): Promise<void> {
    await unalterTable(runner, "leads", changes);
  }
}
