import type { MigrationInterface, QueryRunner } from "typeorm";

const COLUMNS = {
  failedCheck: "varchar(20)",
  units: "integer",
  retryAfterSeconds: "integer",
  admissionMs: "double",
  executionMs: "double",
  scopesNeeded: "varchar(600)",
  scopesHeld: "varchar(600)",
};

/**
 * What a request's story is told from. In plain SQL: both databases add such columns without touching
 * the rows, of which there may be millions; the schema builder would copy the table on SQLite.
 */
export class TellRequestStories1761000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const additions = Object.entries(COLUMNS).map(
      ([name, type]) => `ADD COLUMN ${name} ${type} NULL`,
    );
    // One statement on MySQL, where each is a transaction of its own; SQLite takes one column at a time.
    const isSqlite = runner.dataSource.options.type === "better-sqlite3";
    for (const change of isSqlite ? additions : [additions.join(", ")]) {
      await runner.query(`ALTER TABLE request_logs ${change}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumns("request_logs", Object.keys(COLUMNS));
  }
}
