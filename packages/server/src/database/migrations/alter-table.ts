import type { QueryRunner } from "typeorm";

type Indices = Readonly<Record<string, { columns: readonly string[]; unique?: boolean }>>;

interface TableChanges {
  /** Columns by name, as SQL that both kinds of database read. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly indices?: Indices;
  /** Those that are no longer needed, as they were. */
  readonly formerIndices?: Indices;
}

/**
 * Adds columns and indices to a table, and drops former indices: on MySQL by one statement, which is
 * done whole or not at all; on SQLite without copying the table.
 */
export async function alterTable(
  runner: QueryRunner,
  table: string,
  { columns = {}, indices = {}, formerIndices = {} }: TableChanges,
): Promise<void> {
  await change(runner, table, {
    addedColumns: columns,
    droppedColumns: {},
    addedIndices: indices,
    droppedIndices: formerIndices,
  });
}

/** Makes the table what it was. */
export async function unalterTable(
  runner: QueryRunner,
  table: string,
  { columns = {}, indices = {}, formerIndices = {} }: TableChanges,
): Promise<void> {
  await change(runner, table, {
    addedColumns: {},
    droppedColumns: columns,
    addedIndices: formerIndices,
    droppedIndices: indices,
  });
}

async function change(
  runner: QueryRunner,
  table: string,
  changes: {
    readonly addedColumns: Readonly<Record<string, string>>;
    readonly droppedColumns: Readonly<Record<string, string>>;
    readonly addedIndices: Indices;
    readonly droppedIndices: Indices;
  },
): Promise<void> {
  const columns = [
    ...Object.entries(changes.addedColumns).map(([name, type]) => `ADD COLUMN ${name} ${type}`),
    ...Object.keys(changes.droppedColumns).map((name) => `DROP COLUMN ${name}`),
  ];
  const dropped = Object.keys(changes.droppedIndices).map((name) => `DROP INDEX ${name}`);
  const added = Object.entries(changes.addedIndices).map(([name, index]) => ({
    kind: index.unique ? "UNIQUE INDEX" : "INDEX",
    name,
    columns: `(${index.columns.join(", ")})`,
  }));
  if (runner.dataSource.options.type === "better-sqlite3") {
    for (const statement of dropped) await runner.query(statement);
    for (const column of columns) await runner.query(`ALTER TABLE ${table} ${column}`);
    for (const index of added) {
      await runner.query(`CREATE ${index.kind} ${index.name} ON ${table} ${index.columns}`);
    }
    return;
  }
  const indices = added.map((index) => `ADD ${index.kind} ${index.name} ${index.columns}`);
  await runner.query(`ALTER TABLE ${table} ${[...columns, ...dropped, ...indices].join(", ")}`);
}
