import { type MigrationInterface, type QueryRunner, TableColumn } from "typeorm";
import { integer, nullable, text } from "./table-builder.js";

/** Limits of each key, and the most that a workspace's keys may have. */
export class AddRateLimits1761000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.addColumn(
      "api_keys",
      new TableColumn({ name: "rateLimits", ...nullable(text(100)) }),
    );
    await runner.addColumn(
      "workspaces",
      new TableColumn({ name: "rateLimitMax", ...integer, default: 100_000 }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn("workspaces", "rateLimitMax");
    await runner.dropColumn("api_keys", "rateLimits");
  }
}
