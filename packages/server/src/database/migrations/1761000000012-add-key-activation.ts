import { type MigrationInterface, type QueryRunner, TableColumn } from "typeorm";
import { instant, nullable } from "./table-builder.js";

/** A key that comes back to work is not taken for unused at once. */
export class AddKeyActivation1761000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const activatedAt = { name: "activatedAt", ...nullable(instant) };
    await runner.addColumn("api_keys", new TableColumn(activatedAt));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn("api_keys", "activatedAt");
  }
}
