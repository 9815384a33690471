import { Brackets, In, type SelectQueryBuilder } from "typeorm";
import { badInput } from "../../base/api-error.js";
import { isGiven } from "../../base/is-given.js";
import { escapeLike, holdsItem, listed } from "../../database/list-column.js";
import type { ApiKey } from "./api-key.entity.js";
import { type ApiKeyFilter, FILTER_IDS_MAX } from "./api-key.inputs.js";
import type { ApiKeyStatus } from "./api-key-status.js";

const LIVES_ON = "(apiKey.expiresAt IS NULL OR apiKey.expiresAt > :now)";

/** Each status as a condition; the same rule as `statusOf`, which a test holds it to. */
const STATUS_CONDITIONS: Readonly<Record<ApiKeyStatus, string>> = {
  REVOKED: "apiKey.revokedAt IS NOT NULL",
  EXPIRED: "apiKey.revokedAt IS NULL AND apiKey.expiresAt <= :now",
  INACTIVE: `apiKey.revokedAt IS NULL AND ${LIVES_ON} AND apiKey.deactivatedAt IS NOT NULL`,
  ACTIVE: `apiKey.revokedAt IS NULL AND ${LIVES_ON} AND apiKey.deactivatedAt IS NULL`,
};

/** Narrows a list of keys to those that meet every condition of the filter. */
export function whereKeys(
  query: SelectQueryBuilder<ApiKey>,
  filter: ApiKeyFilter,
  now: Date,
): SelectQueryBuilder<ApiKey> {
  const { ids, statuses, scope, campaignId, ownerId } = filter;
  if (ids) {
    if (ids.length > FILTER_IDS_MAX) {
      throw badInput({ "filter.ids": `ids can name at most ${FILTER_IDS_MAX} keys.` });
    }
    query.andWhere({ id: In(ids) }).useIndex("PRIMARY");
  }
  if (isGiven(campaignId)) query.andWhere({ campaignId });
  if (isGiven(ownerId)) query.andWhere({ ownerId });
  if (statuses) {
    const conditions = statuses.map((status) => `(${STATUS_CONDITIONS[status]})`);
    query.andWhere(`(${conditions.join(" OR ") || "1 = 0"})`, { now });
  }
  if (isGiven(scope)) {
    query.andWhere(holdsItem("apiKey.scopes", ":scope"), { scope: listed(scope) });
  }
  const search = filter.search?.trim();
  if (search) whereSearch(query, search);
  return query;
}

function whereSearch(query: SelectQueryBuilder<ApiKey>, search: string): void {
  const inName = `%${escapeLike(search.toLowerCase())}%`;
  query.andWhere(
    new Brackets((either) => {
      either
        .where("LOWER(apiKey.name) LIKE :inName ESCAPE '!'", { inName })
        .orWhere("INSTR(apiKey.start, :asStart) = 1", { asStart: search })
        .orWhere("apiKey.lastFour = :asEnd", { asEnd: search });
    }),
  );
}
