import type { DataSource } from "typeorm";
import { withoutDeadlines } from "./without-deadlines.js";

const START_WAIT_SECONDS = 120;

/** Whether the database server speaks MySQL, as MariaDB does too. */
export function isMysql(dataSource: DataSource): boolean {
  return dataSource.options.type === "mysql" || dataSource.options.type === "mariadb";
}

/**
 * Runs one replica's start-up work while the other replicas wait for it, so that migrations and the
 * first admin are made once. The embedded database has one process, which needs no lock.
 */
export async function runAlone<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> {
  const outcome = await withoutDeadlines(dataSource, () =>
    withLock(dataSource, "start", START_WAIT_SECONDS, work),
  );
  if (!outcome) throw new Error("Another replica has been starting for too long");
  return outcome.result;
}

/** Runs work unless another replica is at it; says whether it was run. */
export async function tryAlone(
  dataSource: DataSource,
  name: string,
  work: () => Promise<unknown>,
): Promise<boolean> {
  return (await withLock(dataSource, name, 0, work)) !== null;
}

async function withLock<T>(
  dataSource: DataSource,
  purpose: string,
  waitSeconds: number,
  work: () => Promise<T>,
): Promise<{ result: T } | null> {
  if (!isMysql(dataSource)) return { result: await work() };
  const runner = dataSource.createQueryRunner();
  try {
    const name = `latchkey_${purpose}:${await runner.getCurrentDatabase()}`.slice(0, 64);
    const rows: Array<{ got: number | string | null }> = await runner.query(
      "SELECT GET_LOCK(?, ?) AS got",
      [name, waitSeconds],
    );
    if (Number(rows[0]?.got) !== 1) return null;
    try {
      return { result: await work() };
    } finally {
      await runner.query("SELECT RELEASE_LOCK(?)", [name]);
    }
  } finally {
    await runner.release();
  }
}

/** Brings the schema up to date; resolves to the names of what was run. `onBegin` is told when there is anything to run. */
export async function migrate(
  dataSource: DataSource,
  onBegin: () => void = () => undefined,
): Promise<string[]> {
  if (!(await dataSource.showMigrations())) return [];
  onBegin();
  const migrations = await dataSource.runMigrations({ transaction: "each" });
  return migrations.map(({ name }) => name);
}
