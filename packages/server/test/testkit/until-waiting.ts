import { setTimeout as wait } from "node:timers/promises";
import type { DataSource } from "typeorm";
import { isMysql } from "../../dist/database/migrate.js";

/** The database shows the same to whoever looks again within a tenth of a second. */
const POLL_MS = 150;

/** Once somebody's statement with this text in it waits for a lock. With one writer it waits before its first statement. */
export async function untilWaiting(database: DataSource, text: string): Promise<void> {
  if (!isMysql(database)) return;
  for (;;) {
    const waiting: unknown[] = await database.query(
      "SELECT 1 FROM information_schema.INNODB_TRX WHERE trx_state = 'LOCK WAIT' AND trx_query LIKE ?",
      [`%${text}%`],
    );
    if (waiting.length > 0) return;
    await wait(POLL_MS);
  }
}
