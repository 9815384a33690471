import type { MigrationInterface, QueryRunner } from "typeorm";

/** The last names of rows that were there before. Run again after an interruption it does no harm. */
export class FillLastNames1761000000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // SQLite: without all of its letters at the end, a name ends in its last space.
    const lastWord =
      runner.dataSource.options.type === "better-sqlite3"
        ? "substr(nameKey, length(rtrim(nameKey, replace(nameKey, ' ', ''))) + 1)"
        : "SUBSTRING_INDEX(nameKey, ' ', -1)";
    for (const table of ["leads", "contacts"]) {
      await runner.query(`UPDATE ${table} SET lastNameKey = ${lastWord} WHERE nameKey LIKE '% %'`);
    }
  }

  async down(): Promise<void> {
    // The columns go with the migrations that added them.
  }
}
