import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  id,
  instant,
  integer,
  longText,
  nullable,
  reference,
  table,
  text,
} from "./table-builder.js";

/** Request logs; they refer to keys and campaigns without foreign keys, and outlive both. */
export class CreateRequestLogs1761000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        "request_logs",
        {
          id,
          at: instant,
          workspaceId: nullable(reference),
          apiKeyId: nullable(reference),
          environment: nullable(text(4)),
          campaignId: nullable(reference),
          operationName: nullable(text(100)),
          operationType: nullable(text(12)),
          rootFields: longText,
          method: text(10),
          endpoint: text(100),
          statusCode: integer,
          errorCode: nullable(text(40)),
          reason: nullable(text(200)),
          durationMs: { type: "double" },
          ip: nullable(text(45)),
          userAgent: nullable(text(300)),
          decisionId: nullable(reference),
        },
        {
          request_logs_workspace: { columns: ["workspaceId", "id"] },
          request_logs_workspace_at: { columns: ["workspaceId", "at"] },
          request_logs_key: { columns: ["workspaceId", "apiKeyId", "id"] },
          request_logs_at: { columns: ["at"] },
        },
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("request_logs");
  }
}
