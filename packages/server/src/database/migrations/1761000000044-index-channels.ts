import type { MigrationInterface, QueryRunner } from "typeorm";
import { alterTable, unalterTable } from "./alter-table.js";

const changes = {
  indices: { conversations_channel: { columns: ["workspaceId", "channel", "id"] } },
};

/** A channel's conversations are found without going through the workspace's. */
export class IndexChannels1761000000044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await alterTable(runner, "conversations", changes);
  }

  async down(runner: QueryRunner): Promise<void> {
    await unalterTable(runner, "conversations", changes);
  }
}
