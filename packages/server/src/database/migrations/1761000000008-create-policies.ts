import type { MigrationInterface, QueryRunner } from "typeorm";
import { integer, nullable, reference, table } from "./table-builder.js";

/** What workspaces demand of their keys. */
export class CreatePolicies1761000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const flag = { type: "boolean", default: "0" };
    await runner.createTable(
      table("workspace_policies", {
        workspaceId: { ...reference, isPrimary: true },
        lifetimeMaxDays: nullable(integer),
        isWriteLimited: flag,
        isLiveDescribed: flag,
        unusedWarnDays: nullable(integer),
        unusedDeactivateDays: nullable(integer),
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("workspace_policies");
  }
}
