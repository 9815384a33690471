import type { MigrationInterface, QueryRunner } from "typeorm";
import { alterTable, unalterTable } from "./alter-table.js";

const changes = {
  columns: { lastNameKey: "varchar(100) NOT NULL DEFAULT ''" },
  indices: { contacts_last_name: { columns: ["workspaceId", "lastNameKey", "id"] } },
};

/** Contacts are found by the last word of their name, too. */
export class AddLastNamesOfContacts1761000000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await alterTable(runner, "contacts", changes);
  }

  async down(runner: QueryRunner): Promise<void> {
    await unalterTable(runner, "contacts", changes);
  }
}
