import { setImmediate } from "node:timers/promises";
import type { QueryRunner } from "typeorm";
import { inBatches } from "../../base/in-batches.js";
import { inTurns } from "../../base/in-turns.js";
import { formatInstant, readInstantOrNull } from "../../database/instants.js";
import { isMysql } from "../../database/migrate.js";
import { type Cell, type CellPlace, isUnbounded, placeKey } from "./rollup-cells.js";
import { Tally } from "./tally.js";

const COLUMNS =
  "workspaceId, dimension, levelSeconds, scope, startSeconds, value, total, errors, sumMs, lastAt, sketch";
const MADE_OF = ["total", "errors", "sumMs", "lastAt", "sketch"] as const;
const PLACES_PER_READ = 25;
const CELLS_PER_WRITE = 200;

/** A roll-up as the database gives it. */
export interface RollupRow extends CellPlace {
  readonly total: number;
  readonly errors: number;
  readonly sumMs: number;
  readonly lastAt: unknown;
  readonly sketch: string;
}

/** Adds a kept roll-up to a tally. */
export function mergeRow(tally: Tally, row: Omit<RollupRow, keyof CellPlace>): void {
  const lastAtMs = readInstantOrNull(row.lastAt)?.getTime() ?? 0;
  const { total, errors, sumMs } = row;
  tally.mergeKept(
    { total: Number(total), errors: Number(errors), sumMs: Number(sumMs), lastAtMs },
    row.sketch,
  );
}

/** All cells that differ from these in nothing but the value. */
type Place = Omit<CellPlace, "value"> & { readonly values: readonly string[] };

/**
 * The roll-ups of a workspace at the cells' places, by `placeKey`. Where values are unbounded, all of
 * the place: who adds some must know how many there are.
 */
export async function readRollups(
  runner: QueryRunner,
  workspaceId: string,
  cells: readonly CellPlace[],
): Promise<Map<string, RollupRow>> {
  const places = [...groupByPlace(cells)];
  const found = new Map<string, RollupRow>();
  for (const some of inBatches(places, PLACES_PER_READ)) {
    const add = (row: RollupRow) => found.set(placeKey(row), row);
    if (isMysql(runner.dataSource))
      await inTurns(await readByUnion(runner, workspaceId, some), add);
    else {
      const rows = await readByJson(runner, workspaceId, some);
      await inTurns(rows, ({ json }) => add(JSON.parse(json)));
    }
  }
  return found;
}

function groupByPlace(cells: readonly CellPlace[]): Iterable<Place> {
  const places = new Map<string, Omit<Place, "values"> & { values: string[] }>();
  for (const cell of cells) {
    const key = placeKey({ ...cell, value: "" });
    const place = places.get(key);
    if (place) place.values.push(cell.value);
    else places.set(key, { ...cell, values: [cell.value] });
  }
  return places.values();
}

function readByUnion(
  runner: QueryRunner,
  workspaceId: string,
  places: readonly Place[],
): Promise<RollupRow[]> {
  const selects = places.map(
    ({ dimension }) =>
      `SELECT ${COLUMNS} FROM request_rollups WHERE workspaceId = ? AND dimension = ? AND levelSeconds = ? AND scope = ? AND startSeconds = ?${isUnbounded(dimension) ? "" : " AND value IN (?)"}`,
  );
  const parameters = places.flatMap(({ dimension, levelSeconds, scope, startSeconds, values }) => {
    const place = [workspaceId, dimension, levelSeconds, scope, startSeconds];
    return isUnbounded(dimension) ? place : [...place, values];
  });
  return runner.query(selects.join(" UNION ALL "), parameters);
}

/** One text for any number of places, so that its prepared statement is kept; a row as JSON costs one call into native code. */
async function readByJson(
  runner: QueryRunner,
  workspaceId: string,
  places: readonly Place[],
): Promise<Array<{ json: string }>> {
  const wanted = places.map(({ dimension, levelSeconds, scope, startSeconds, values }) => [
    dimension,
    levelSeconds,
    scope,
    startSeconds,
    isUnbounded(dimension) ? null : values,
  ]);
  const names = COLUMNS.split(", ").map((name) => `'${name}', rollup.${name}`);
  return runner.query(
    `SELECT json_object(${names.join(", ")}) AS json FROM json_each(?) AS place CROSS JOIN request_rollups AS rollup
     WHERE rollup.workspaceId = ? AND rollup.dimension = place.value ->> 0
     AND rollup.levelSeconds = place.value ->> 1 AND rollup.scope = place.value ->> 2
     AND rollup.startSeconds = place.value ->> 3
     AND (place.value ->> 4 IS NULL OR rollup.value IN (SELECT value FROM json_each(place.value ->> 4)))`,
    [JSON.stringify(wanted), workspaceId],
  );
}

/** A roll-up as it is written: the columns' values. */
export type WrittenRollup = ReadonlyArray<string | number>;

/** A workspace's cell as it is written. */
export function writtenRollup(
  workspaceId: string,
  { dimension, levelSeconds, scope, startSeconds, value, tally }: Cell,
): WrittenRollup {
  const { total, errors, sumMs, lastAtMs, sketch } = tally;
  const place = [workspaceId, dimension, levelSeconds, scope, startSeconds, value];
  return [...place, total, errors, sumMs, formatInstant(new Date(lastAtMs)), sketch.write()];
}

/** Writes roll-ups over those that are kept. */
export async function writeRollups(
  runner: QueryRunner,
  rollups: readonly WrittenRollup[],
): Promise<void> {
  for (let from = 0; from < rollups.length; from += CELLS_PER_WRITE) {
    // The embedded database works in this process, beside the requests.
    if (from > 0) await setImmediate();
    const rows = rollups.slice(from, from + CELLS_PER_WRITE);
    if (isMysql(runner.dataSource)) {
      const changes = MADE_OF.map((name) => `${name} = VALUES(${name})`).join(", ");
      await runner.query(
        `INSERT INTO request_rollups (${COLUMNS}) VALUES ? ON DUPLICATE KEY UPDATE ${changes}`,
        [rows],
      );
    } else {
      const values = COLUMNS.split(", ").map((_, index) => `value ->> ${index}`);
      const changes = MADE_OF.map((name) => `${name} = excluded.${name}`).join(", ");
      await runner.query(
        `INSERT INTO request_rollups (${COLUMNS}) SELECT ${values.join(", ")} FROM json_each(?) WHERE true
         ON CONFLICT (workspaceId, dimension, levelSeconds, scope, startSeconds, value) DO UPDATE SET ${changes}`,
        [JSON.stringify(rows)],
      );
    }
  }
}
