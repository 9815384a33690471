import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * MySQL: full Unicode and byte-wise comparison in every table, whatever the database was created
 * with, so that ids, slugs and hashes match exactly. SQLite compares so by itself.
 */
export class BinaryCollation1761000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (runner.dataSource.options.type === "better-sqlite3") return;
    const database = await runner.getCurrentDatabase();
    if (!database) throw new Error("DATABASE_URL names no database");
    // Both compare byte by byte, and neither takes "x " for "x".
    const collation =
      runner.dataSource.options.type === "mariadb" ? "utf8mb4_nopad_bin" : "utf8mb4_0900_bin";
    await runner.query(
      `ALTER DATABASE ${runner.dataSource.driver.escape(database)} CHARACTER SET utf8mb4 COLLATE ${collation}`,
    );
  }

  async down(): Promise<void> {
    // Nothing to undo: an emptied database serves with any default.
  }
}
