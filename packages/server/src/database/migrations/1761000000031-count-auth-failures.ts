import type { MigrationInterface, QueryRunner } from "typeorm";
import { integer, reference, table, text } from "./table-builder.js";

/** Failed authentications by the minute, from when on they are counted. */
export class CountAuthFailures1761000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        "auth_failures",
        {
          workspaceId: { ...reference, isPrimary: true },
          apiKeyId: { ...reference, isPrimary: true },
          address: { ...text(45), isPrimary: true },
          startSeconds: { ...integer, isPrimary: true },
          total: integer,
          isNew: { type: "boolean" },
        },
        {
          auth_failures_new: { columns: ["isNew", "startSeconds"] },
          auth_failures_age: { columns: ["startSeconds"] },
          auth_failures_key: { columns: ["workspaceId", "apiKeyId", "startSeconds"] },
          auth_failures_address: { columns: ["workspaceId", "address", "startSeconds"] },
        },
      ),
      true,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("auth_failures");
  }
}
