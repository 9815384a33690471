import type { MigrationInterface, QueryRunner } from "typeorm";
import { instant, integer, longText, reference, table, text } from "./table-builder.js";

const part = { isPrimary: true };

/** Counts of requests by minute, hour and day. */
export class CreateRequestRollups1761000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        "request_rollups",
        {
          workspaceId: { ...reference, ...part },
          dimension: { ...text(10), ...part },
          levelSeconds: { ...integer, ...part },
          scope: { ...reference, ...part },
          startSeconds: { ...integer, ...part },
          value: { ...text(100), ...part },
          total: integer,
          errors: integer,
          sumMs: { type: "double" },
          lastAt: instant,
          sketch: longText,
        },
        {
          request_rollups_value: {
            columns: ["workspaceId", "dimension", "levelSeconds", "scope", "value", "startSeconds"],
          },
          request_rollups_age: { columns: ["levelSeconds", "startSeconds"] },
        },
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("request_rollups");
  }
}
