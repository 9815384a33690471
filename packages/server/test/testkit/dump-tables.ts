import type { DataSource } from "typeorm";

/** Every row of every table as text, to look for what must not be there; bytes as hex and as characters. */
export async function dumpTables(database: DataSource): Promise<string> {
  const tables = database.entityMetadatas.map((metadata) => metadata.tableName);
  const rows = await Promise.all(tables.map((table) => database.query(`SELECT * FROM ${table}`)));
  return JSON.stringify(rows, (_key, value) =>
    value?.type === "Buffer"
      ? Buffer.from(value.data).toString("hex") + Buffer.from(value.data).toString("latin1")
      : value,
  );
}
