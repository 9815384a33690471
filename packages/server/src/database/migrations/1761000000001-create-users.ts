import type { MigrationInterface, QueryRunner } from "typeorm";
import { digest, id, instant, reference, table, text } from "./table-builder.js";

/** People and their sessions. */
export class CreateUsers1761000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        "users",
        {
          id,
          email: text(254),
          name: text(200),
          passwordHash: text(255),
          isPlatformAdmin: { type: "boolean", default: "0" },
          createdAt: instant,
        },
        { users_email: { columns: ["email"], unique: true } },
      ),
    );
    await runner.createTable(
      table(
        "sessions",
        { id, tokenHash: digest, userId: reference, createdAt: instant, expiresAt: instant },
        {
          sessions_token: { columns: ["tokenHash"], unique: true },
          sessions_user: { columns: ["userId"] },
          sessions_expiry: { columns: ["expiresAt"] },
        },
        [{ name: "sessions_user_fk", column: "userId", table: "users", onDelete: "CASCADE" }],
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("sessions");
    await runner.dropTable("users");
  }
}
