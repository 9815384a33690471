import type { MigrationInterface, QueryRunner } from "typeorm";
import { id, instant, reference, table, text } from "./table-builder.js";

/** Workspaces and who belongs to them. */
export class CreateWorkspaces1761000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        "workspaces",
        { id, name: text(80), slug: text(40), createdAt: instant },
        { workspaces_slug: { columns: ["slug"], unique: true } },
      ),
    );
    await runner.createTable(
      table(
        "members",
        { id, workspaceId: reference, userId: reference, role: text(20), createdAt: instant },
        {
          members_user: { columns: ["userId", "workspaceId"], unique: true },
          members_workspace: { columns: ["workspaceId"] },
        },
        [
          {
            name: "members_workspace_fk",
            column: "workspaceId",
            table: "workspaces",
            onDelete: "CASCADE",
          },
          { name: "members_user_fk", column: "userId", table: "users", onDelete: "CASCADE" },
        ],
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("members");
    await runner.dropTable("workspaces");
  }
}
