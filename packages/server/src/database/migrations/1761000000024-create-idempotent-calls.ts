import type { MigrationInterface, QueryRunner } from "typeorm";
import { digest, id, instant, longText, reference, table, text } from "./table-builder.js";

/** What came of calls with an idempotency key, so that a retry does nothing again. */
export class CreateIdempotentCalls1761000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        "idempotent_calls",
        {
          id,
          workspaceId: reference,
          actorId: reference,
          idempotencyKey: text(100),
          contentHash: digest,
          results: longText,
          createdAt: instant,
        },
        {
          idempotent_calls_key: {
            columns: ["workspaceId", "actorId", "idempotencyKey"],
            unique: true,
          },
          idempotent_calls_created: { columns: ["workspaceId", "createdAt"] },
        },
        [
          {
            name: "idempotent_calls_workspace_fk",
            column: "workspaceId",
            table: "workspaces",
            onDelete: "CASCADE",
          },
        ],
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("idempotent_calls");
  }
}
