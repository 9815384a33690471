import type { DataSource } from "typeorm";

const LOCK_NAME = "latchkey_start";
const LOCK_WAIT_SECONDS = 120;

/** Whether the database server speaks MySQL, as MariaDB does too. */
export function isMysql(dataSource: DataSource): boolean {
  return dataSource.options.type === "mysql" || dataSource.options.type === "mariadb";
}

/**
 * Runs one replica's start-up work while the other replicas wait for it, so that migrations and the
 * first admin are made once. The embedded database has one process, which needs no lock.
 */
export async function runAlone<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> {
  if (!isMysql(dataSource)) return work();
  const runner = dataSource.createQueryRunner();
  try {
    const name = `${LOCK_NAME}:${await runner.getCurrentDatabase()}`.slice(0, 64);
    const rows: Array<{ got: number | string | null }> = await runner.query(
      "SELECT GET_LOCK(?, ?) AS got",
      [name, LOCK_WAIT_SECONDS],
    );
    if (Number(rows[0]?.got) !== 1)
      throw new Error("Another replica has been starting for too long");
    try {
      return await work();
    } finally {
      await runner.query("SELECT RELEASE_LOCK(?)", [name]);
    }
  } finally {
    await runner.release();
  }
}

/** Brings the schema up to date; reports each migration as it is done. */
export async function migrate(
  dataSource: DataSource,
  report: (name: string) => void,
): Promise<void> {
  if (!(await dataSource.showMigrations())) return;
  for (const migration of await dataSource.runMigrations({ transaction: "each" })) {
    report(migration.name);
  }
}
