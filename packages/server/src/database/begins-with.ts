import type { DataSource } from "typeorm";
import { badInput } from "../base/api-error.js";
import { searchKey } from "./search-key.js";
import { Where } from "./where.js";

const TEXT_MIN = 2;
const TEXT_MAX = 100;

/** So many matches are brought together and sorted; where there are more, a page of them is soon found. */
const GATHERED_MAX = 5_000;

/**
 * Narrows it to the rows of a workspace's table whose name, last name, company or e-mail address begins
 * so; 400 for a text that is too short or too long. A few matches are looked up in the four's own indices
 * and brought together. Many would take seconds to gather: then the list's own index is followed, where
 * every few rows one matches.
 */
export async function withText(
  database: DataSource,
  where: Where,
  place: { readonly table: string; readonly workspaceId: string },
  text: string,
): Promise<Where> {
  const key = searchKey(text);
  const length = [...text.trim()].length;
  if (length < TEXT_MIN || length > TEXT_MAX || key === "") {
    throw badInput({ "filter.text": `text must have ${TEXT_MIN} to ${TEXT_MAX} characters.` });
  }
  const prefixes = [
    ["nameKey", key],
    ["lastNameKey", key],
    ["companyKey", key],
    ["email", text.trim().toLowerCase()],
  ] as const;
  const workspace = Where.equal("workspaceId", place.workspaceId);
  const found = prefixes.map(([column, prefix]) => workspace.andStartsWith(column, prefix));
  const parameters = found.flatMap((one) => one.parameters);
  const select = (limit: string) =>
    found.map((one) => `SELECT id FROM ${place.table} WHERE ${one.sql}${limit}`);
  if (await isMoreThan(database, GATHERED_MAX, select(` LIMIT ${GATHERED_MAX + 1}`), parameters)) {
    return where.and(`(${found.map(({ sql }) => `(${sql})`).join(" OR ")})`, ...parameters);
  }
  const union = select("").join(" UNION ");
  return where.and(`id IN (SELECT id FROM (${union}) AS found)`, ...parameters);
}

async function isMoreThan(
  database: DataSource,
  max: number,
  selects: readonly string[],
  parameters: readonly unknown[],
): Promise<boolean> {
  const all = selects.map((select, index) => `SELECT id FROM (${select}) AS found${index}`);
  const [row]: Array<{ total: unknown }> = await database.query(
    `SELECT COUNT(*) AS total FROM (${all.join(" UNION ALL ")}) AS found`,
    [...parameters],
  );
  return Number(row?.total ?? 0) > max;
}
