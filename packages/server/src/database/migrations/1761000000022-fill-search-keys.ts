import type { MigrationInterface, QueryRunner } from "typeorm";

const ROWS_PER_STATEMENT = 500;

interface Named {
  readonly id: string;
  readonly name: string;
  readonly company?: string | null;
}

/** What rows that were there before are searched and sorted by. Run again after an interruption it does no harm. */
export class FillSearchKeys1761000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await fill(runner, "campaigns", { name: "nameKey" });
    await fill(runner, "leads", { name: "nameKey", company: "companyKey" });
  }

  async down(): Promise<void> {
    // The columns go with the migrations that added them.
  }
}

async function fill(
  runner: QueryRunner,
  table: string,
  keys: { readonly name: string; readonly company?: string },
): Promise<void> {
  const columns = ["id", ...Object.keys(keys)].join(", ");
  let lastId = "";
  for (;;) {
    const rows: Named[] = await runner.query(
      `SELECT ${columns} FROM ${table} WHERE id > ? ORDER BY id LIMIT ${ROWS_PER_STATEMENT}`,
      [lastId],
    );
    const last = rows.at(-1);
    if (!last) return;
    lastId = last.id;
    const ids = rows.map(({ id }) => id);
    const cases = "CASE id".concat(" WHEN ? THEN ?".repeat(rows.length), " END");
    const sets = Object.values(keys).map((key) => `${key} = ${cases}`);
    const names = rows.flatMap(({ id, name }) => [id, keyOf(name)]);
    const companies = rows.flatMap(({ id, company }) => [id, keyOf(company ?? "")]);
    await runner.query(
      `UPDATE ${table} SET ${sets.join(", ")} WHERE id IN (${ids.map(() => "?").join(", ")})`,
      [...names, ...(keys.company ? companies : []), ...ids],
    );
  }
}

/** As it was when this landed. */
function keyOf(text: string): string {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .trim();
  return [...plain].slice(0, 100).join("");
}
