import type { MigrationInterface, QueryRunner } from "typeorm";
import { digest, id, instant, reference, table, text } from "./table-builder.js";

/** People asked to join a workspace. */
export class CreateInvitations1761000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        "invitations",
        {
          id,
          workspaceId: reference,
          email: text(254),
          role: text(20),
          tokenHash: digest,
          invitedById: reference,
          createdAt: instant,
          expiresAt: instant,
        },
        {
          invitations_token: { columns: ["tokenHash"], unique: true },
          invitations_email: { columns: ["workspaceId", "email"], unique: true },
          invitations_inviter: { columns: ["invitedById"] },
        },
        [
          {
            name: "invitations_workspace_fk",
            column: "workspaceId",
            table: "workspaces",
            onDelete: "CASCADE",
          },
          {
            name: "invitations_inviter_fk",
            column: "invitedById",
            table: "users",
            onDelete: "CASCADE",
          },
        ],
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("invitations");
  }
}
