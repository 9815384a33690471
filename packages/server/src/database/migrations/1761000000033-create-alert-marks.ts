import type { MigrationInterface, QueryRunner } from "typeorm";
import { instant, table, text } from "./table-builder.js";

/** How far the checks of hours have come. */
export class CreateAlertMarks1761000000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table("alert_marks", { name: { ...text(40), isPrimary: true }, doneAt: instant }),
      true,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("alert_marks");
  }
}
