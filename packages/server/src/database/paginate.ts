import type { ObjectLiteral, SelectQueryBuilder } from "typeorm";
import { type Connection, type PageArgs, readPage, toConnection } from "../base/page.js";

/**
 * Runs one page of a list, newest first, by keyset on the id (UUIDv7 sorts by creation): any page
 * costs what the first one does. The query must already hold every condition of the list.
 */
export async function paginate<T extends ObjectLiteral & { readonly id: string }>(
  query: SelectQueryBuilder<T>,
  args: PageArgs,
): Promise<Connection<T>> {
  const page = readPage(args);
  const counting = query.clone();
  if (page.afterId !== null)
    query.andWhere(`${query.alias}.id < :afterId`, { afterId: page.afterId });
  const rows = await query
    .orderBy(`${query.alias}.id`, "DESC")
    .limit(page.limit + 1)
    .getMany();
  return toConnection(page, rows, () => counting.getCount());
}
