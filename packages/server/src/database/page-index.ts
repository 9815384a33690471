import type { DataSource } from "typeorm";
import { ListOrder, rowOrder } from "../base/list-order.js";
import { tableBy } from "./one-of.js";
import type { Where } from "./where.js";

/** So many rows are gathered and sorted for a page; where there are more, a page of them is soon found. */
const GATHERED_MAX = 2_000;

const ENDINGS = { id: "workspace", updatedAt: "updated", nameKey: "name" } as const;

/** The index that has all of a workspace's rows in this order. */
export function orderIndex(table: string, order: ListOrder): string {
  return `${table}_${ENDINGS[rowOrder(order).property ?? "id"]}`;
}

/** Whether rows are sorted by creation, which is by their ids. */
export function isByCreation(order: ListOrder): boolean {
  return order === ListOrder.CREATED_AT_DESC || order === ListOrder.CREATED_AT_ASC;
}

/** One of a list's conditions, and the index that has the rows that meet it. */
interface IndexedCondition {
  readonly index: string;
  readonly where: Where;
  /** Whether the index has them in the list's order. */
  readonly isInOrder: boolean;
}

/**
 * The index that a page is read by, whatever comes before the page. Left to itself, MariaDB begins at
 * the list's first row each time, and goes through a workspace for the few rows of a condition. Those
 * are gathered by the condition's own index and sorted; of many, every few rows one is met where the
 * list's own index, `all`, is followed. Null where there is none of these.
 */
export async function pageIndex(
  database: DataSource,
  table: string,
  all: string | null,
  conditions: readonly IndexedCondition[],
): Promise<string | null> {
  const [first, ...others] = conditions;
  if (!first) return all;
  if (first.isInOrder && others.length === 0) return first.index;
  for (const { index, where } of conditions) {
    const own = tableBy(database, table, index);
    if (!(await hasMoreThan(database, GATHERED_MAX, own, where))) return index;
  }
  return conditions.find(({ isInOrder }) => isInOrder)?.index ?? all;
}

/** Whether more than so many of a table's rows meet the condition; no more of them are counted. */
export async function hasMoreThan(
  database: DataSource,
  max: number,
  table: string,
  where: Where,
): Promise<boolean> {
  const rows: unknown[] = await database.query(
    `SELECT 1 FROM ${table} WHERE ${where.sql} LIMIT 1 OFFSET ${max}`,
    [...where.parameters],
  );
  return rows.length > 0;
}
