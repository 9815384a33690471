import type { MigrationInterface, QueryRunner } from "typeorm";
import { id, longText, reference, table } from "./table-builder.js";

/**
 * What was written to the request logs and is not in the roll-ups yet. Its first row is nobody's: who
 * adds deltas to the roll-ups locks it, so that replicas do it one after the other.
 */
export class CreateRequestLogDeltas1761000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        "request_log_deltas",
        { id, workspaceId: reference, facts: longText },
        { request_log_deltas_workspace: { columns: ["workspaceId"] } },
      ),
      true,
    );
    await runner.query("DELETE FROM request_log_deltas WHERE id = '0'");
    await runner.query(
      "INSERT INTO request_log_deltas (id, workspaceId, facts) VALUES ('0', '', '')",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("request_log_deltas");
  }
}
