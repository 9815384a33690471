import { type MigrationInterface, type QueryRunner, TableColumn } from "typeorm";
import { instant, integer, nullable, reference, table, text } from "./table-builder.js";

/** Which scopes each key used on which day, and from when on that is known of keys that were here before. */
export class CountScopeUse1761000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Each step can be made again: on MySQL what is done stays done when a later one fails.
    await runner.createTable(
      table("api_key_scope_days", {
        apiKeyId: { ...reference, isPrimary: true },
        day: { ...integer, isPrimary: true },
        scope: { ...text(40), isPrimary: true },
        workspaceId: reference,
        requests: integer,
        lastUsedAt: instant,
      }),
      true,
    );
    if (!(await runner.hasColumn("api_keys", "scopeUseFrom"))) {
      await runner.addColumn(
        "api_keys",
        new TableColumn({ name: "scopeUseFrom", ...nullable(instant) }),
      );
    }
    await runner.query("UPDATE api_keys SET scopeUseFrom = ? WHERE scopeUseFrom IS NULL", [
      new Date(),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn("api_keys", "scopeUseFrom");
    await runner.dropTable("api_key_scope_days");
  }
}
