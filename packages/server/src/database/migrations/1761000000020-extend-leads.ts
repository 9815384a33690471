import type { MigrationInterface, QueryRunner } from "typeorm";
import { alterTable, unalterTable } from "./alter-table.js";

const columns = {
  externalId: "varchar(100)",
  notes: "text",
  customFields: "text",
  nameKey: "varchar(100) NOT NULL DEFAULT ''",
  companyKey: "varchar(100) NOT NULL DEFAULT ''",
  version: "integer NOT NULL DEFAULT 1",
};

/** Leads as a CRM keeps them: its own id, notes, custom fields, and what they are searched by. */
export class ExtendLeads1761000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await alterTable(runner, "leads", { columns });
  }

  async down(runner: QueryRunner): Promise<void> {
    await unalterTable(runner, "leads", { columns });
  }
}
