import { randomBytes } from "node:crypto";
import type { DatabaseConfig, Pepper } from "@latchkey/server/dist/base/config.js";
import { openDatabase } from "@latchkey/server/dist/database/data-source.js";
import { newId } from "@latchkey/server/dist/database/new-id.js";
import { KeyHasher } from "@latchkey/server/dist/resources/api-keys/key-hasher.js";
import { buildKey } from "@latchkey/shared";
import type { DataSource } from "typeorm";

type Row = Record<string, unknown>;

const ROWS_PER_INSERT = 500;
/** So many of the keys are used, evenly spread over the table. */
const USED_MAX = 10_000;

/**
 * Copies a key `count` times, each copy with a secret of its own, and returns the secrets to use.
 * The rows are copied whatever their columns are, past the API, which would take hours for a million.
 */
export async function fillKeys(
  config: DatabaseConfig,
  pepper: Pepper,
  template: { readonly id: string },
  count: number,
  report: (done: number) => void,
): Promise<string[]> {
  const hasher = new KeyHasher([pepper]);
  const useEvery = Math.ceil(count / USED_MAX);
  const used: string[] = [];
  const database = await openDatabase(config);
  try {
    const key = await readOne(database, "SELECT * FROM api_keys WHERE id = ?", template.id);
    const secret = await readOne(
      database,
      "SELECT * FROM api_key_secrets WHERE apiKeyId = ?",
      template.id,
    );
    for (let from = 0; from < count; from += ROWS_PER_INSERT) {
      const made = Array.from({ length: Math.min(ROWS_PER_INSERT, count - from) }, (_, offset) => {
        const text = buildKey("lk", "LIVE", quickInteger);
        if ((from + offset) % useEvery === 0) used.push(text);
        return { id: newId(), text };
      });
      await insert(
        database,
        "api_keys",
        made.map(({ id }) => ({ ...key, id })),
      );
      await insert(
        database,
        "api_key_secrets",
        made.map(({ id, text }) => ({
          ...secret,
          id: newId(),
          apiKeyId: id,
          hash: hasher.hash(text).hash,
        })),
      );
      report(Math.min(from + ROWS_PER_INSERT, count));
    }
  } finally {
    await database.destroy();
  }
  return used;
}

async function readOne(database: DataSource, sql: string, id: string): Promise<Row> {
  const [row]: Row[] = await database.query(sql, [id]);
  if (!row) throw new Error("The key to copy is not there");
  return row;
}

async function insert(database: DataSource, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const places = `(${columns.map(() => "?").join(", ")})`;
  await database.query(
    `INSERT INTO ${table} (${columns.join(", ")}) VALUES ${rows.map(() => places).join(", ")}`,
    rows.flatMap((row) => columns.map((column) => row[column])),
  );
}

let pool = randomBytes(0);
let at = 0;

/** Random enough for keys that nobody will ever guess at; a million secrets need 38 million of them. */
function quickInteger(bound: number): number {
  if (at + 2 > pool.length) {
    pool = randomBytes(64 * 1024);
    at = 0;
  }
  at += 2;
  return pool.readUInt16LE(at - 2) % bound;
}
