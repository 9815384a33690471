import type { MigrationInterface, QueryRunner } from "typeorm";
import { CreateRequestLogs1761000000005 } from "./1761000000005-create-request-logs.js";

/**
 * Makes room for request logs in partitions and with fewer indices. Rows there are stay in a table of
 * their own, out of which the server copies them while it serves: a change of the table in place
 * would lock it for as long as all of its rows take.
 */
export class SetRequestLogsAside1761000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (!(await runner.hasTable("request_logs"))) return;
    const rows: unknown[] = await runner.query("SELECT id FROM request_logs LIMIT 1");
    if (rows.length === 0) await runner.dropTable("request_logs");
    else await runner.query("ALTER TABLE request_logs RENAME TO request_logs_before");
  }

  async down(runner: QueryRunner): Promise<void> {
    if (await runner.hasTable("request_logs_before")) {
      await runner.query("ALTER TABLE request_logs_before RENAME TO request_logs");
    } else {
      await new CreateRequestLogs1761000000005().up(runner);
    }
  }
}
