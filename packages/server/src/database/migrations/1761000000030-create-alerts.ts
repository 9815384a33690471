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

/** What is to be looked at, told once until it is over. */
export class CreateAlerts1761000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        "alerts",
        {
          id,
          workspaceId: nullable(reference),
          apiKeyId: nullable(reference),
          campaignId: nullable(reference),
          kind: text(40),
          severity: text(10),
          subject: text(60),
          identity: text(190),
          episode: integer,
          status: text(12),
          openedAt: instant,
          lastSeenAt: instant,
          count: integer,
          facts: longText,
          acknowledgedAt: nullable(instant),
          acknowledgedBy: nullable(text(254)),
          note: nullable(text(500)),
          closedAt: nullable(instant),
          closedReason: nullable(text(20)),
        },
        {
          alerts_episode: { columns: ["identity", "episode"], unique: true },
          alerts_workspace: { columns: ["workspaceId", "id"] },
          alerts_status: { columns: ["workspaceId", "status", "id"] },
          alerts_key: { columns: ["apiKeyId", "id"] },
          alerts_closed: { columns: ["status", "closedAt"] },
        },
      ),
      true,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("alerts");
  }
}
