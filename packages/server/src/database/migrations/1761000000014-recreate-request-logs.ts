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

/**
 * Request logs with the two indices that are read: ids begin with the instant of arrival, so an index
 * by it would say nothing that the id does not. On MySQL in partitions by id, which the server makes
 * a day each.
 */
export class RecreateRequestLogs1761000000014 implements MigrationInterface {
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
          request_logs_by_workspace: { columns: ["workspaceId", "id"] },
          request_logs_by_key: { columns: ["workspaceId", "apiKeyId", "id"] },
        },
      ),
      true,
    );
    if (runner.dataSource.options.type === "better-sqlite3") return;
    await runner.query(
      "ALTER TABLE request_logs PARTITION BY RANGE COLUMNS (id) (PARTITION later VALUES LESS THAN (MAXVALUE))",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("request_logs");
  }
}
