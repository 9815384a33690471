import type { MigrationInterface, QueryRunner } from "typeorm";
import { alterTable, unalterTable } from "./alter-table.js";

const changes = {
  indices: {
    audit_events_action: { columns: ["workspaceId", "action", "id"] },
    audit_events_actor: { columns: ["workspaceId", "actorId", "id"] },
  },
};

/** Events of one action, and of one person or key, are found without going through the workspace's. */
export class IndexAuditEvents1761000000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await alterTable(runner, "audit_events", changes);
  }

  async down(runner: QueryRunner): Promise<void> {
    await unalterTable(runner, "audit_events", changes);
  }
}
