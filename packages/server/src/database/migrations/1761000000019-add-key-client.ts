import { type MigrationInterface, type QueryRunner, TableColumn } from "typeorm";
import { nullable, text } from "./table-builder.js";

/** A key says which client used it last, as its secrets do. */
export class AddKeyClient1761000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const lastUsedUserAgent = { name: "lastUsedUserAgent", ...nullable(text(300)) };
    await runner.addColumn("api_keys", new TableColumn(lastUsedUserAgent));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn("api_keys", "lastUsedUserAgent");
  }
}
