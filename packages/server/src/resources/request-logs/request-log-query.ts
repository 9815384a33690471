import {
  type Actor,
  assertCampaignAllowed,
  isPlatformAdmin,
  workspaceIdOf,
} from "../../base/actor.js";
import { badInput, notFound } from "../../base/api-error.js";
import { isGiven } from "../../base/is-given.js";
import { firstIdOf } from "../../database/first-id-of.js";
import { escapeLike, holdsItem, listed } from "../../database/list-column.js";
import { Where } from "../../database/where.js";
import { REQUEST_LOG_LIMITS } from "./request-log.entity.js";
import { type RequestLogFilter, SEARCH_TEXT_LIMITS, StatusClass } from "./request-log.inputs.js";

/** An answer that tells both data and an error has a status below 400, and is the client's to mend. */
const STATUS_CONDITIONS: Readonly<Record<StatusClass, string>> = {
  [StatusClass.SUCCESS]: "statusCode < 400 AND errorCode IS NULL",
  [StatusClass.CLIENT_ERROR]: "statusCode < 500 AND (statusCode >= 400 OR errorCode IS NOT NULL)",
  [StatusClass.SERVER_ERROR]: "statusCode >= 500",
};

/** What a row's column has to be, for each condition that a filter may have. */
const EQUAL = ["apiKeyId", "environment", "statusCode", "ip"] as const;

/** Where a text is looked for. */
const SEARCHED = ["operationName", "rootFields", "endpoint", "reason", "userAgent"] as const;

/** The rows under a filter that the caller may see: the workspace's, and of those the campaign's. */
export function whereRequestLogs(actor: Actor, filter: RequestLogFilter): Where {
  assertFilter(filter);
  let where = whereVisible(actor, filter);
  for (const name of EQUAL) {
    const value = filter[name];
    if (isGiven(value)) where = where.and(`${name} = ?`, value);
  }
  const { errorCode, from, to, statusClass, operation, text } = filter;
  if (errorCode) where = where.and("errorCode = ?", errorCode);
  if (from) where = where.and("id >= ?", firstIdOf(from));
  if (to) where = where.and("id < ?", firstIdOf(to));
  if (isGiven(statusClass)) where = where.and(`(${STATUS_CONDITIONS[statusClass]})`);
  if (isGiven(operation)) where = whereOperation(where, operation);
  if (isGiven(text)) where = whereText(where, text);
  return where;
}

/** The rows of keys that nobody knows, of one address in a span; for who runs the platform. */
export function whereNobodysLogs(
  actor: Actor,
  { ip, from, to }: { readonly ip: string | null; readonly from: Date; readonly to: Date },
): Where {
  if (!isPlatformAdmin(actor)) throw notFound("alert");
  const nobodys = Where.of("workspaceId IS NULL")
    .and("id >= ?", firstIdOf(from))
    .and("id < ?", firstIdOf(to));
  return ip === null ? nobodys.and("ip IS NULL") : nobodys.and("ip = ?", ip);
}

/** The index that has the rows under a filter, in their order. */
export function logIndex({ apiKeyId, decisionId }: RequestLogFilter): string | null {
  // An id finds its row by itself.
  if (isGiven(decisionId)) return null;
  return isGiven(apiKeyId) ? "request_logs_by_key" : "request_logs_by_workspace";
}

/** 400 for a span that ends before it begins, and for an operation that none can be called. */
export function assertFilter({ from, to, operation }: RequestLogFilter): void {
  if (from && to && from > to) throw badInput({ "filter.to": "to must not be before from." });
  const max = REQUEST_LOG_LIMITS.operationNameMax;
  if (isGiven(operation) && (operation.length < 1 || operation.length > max)) {
    throw badInput({ "filter.operation": `operation must have 1 to ${max} characters.` });
  }
}

function whereVisible(actor: Actor, { decisionId, campaignId }: RequestLogFilter): Where {
  if (isGiven(campaignId)) assertCampaignAllowed(actor, campaignId);
  // A key that nobody knows is nobody's; who runs the platform finds its refusal by the id.
  const isNobodysToo = isGiven(decisionId) && isPlatformAdmin(actor);
  const whose = isNobodysToo ? "(workspaceId = ? OR workspaceId IS NULL)" : "workspaceId = ?";
  let where = Where.of(whose, workspaceIdOf(actor));
  // A refusal's decision bears the request's id.
  if (isGiven(decisionId)) where = where.and("id = ? AND decisionId = ?", decisionId, decisionId);
  const seenCampaignId = campaignId ?? actor.campaignId;
  return isGiven(seenCampaignId) ? where.and("campaignId = ?", seenCampaignId) : where;
}

/** The operation's name, or one of the root fields, which are kept with commas between them. */
function whereOperation(where: Where, operation: string): Where {
  const condition = `(operationName = ? OR ${holdsItem("rootFields")})`;
  return where.and(condition, operation, listed(operation));
}

function whereText(where: Where, text: string): Where {
  const { min, max } = SEARCH_TEXT_LIMITS;
  if (text.length < min || text.length > max) {
    throw badInput({ "filter.text": `text must have ${min} to ${max} characters.` });
  }
  const part = escapeLike(text.toLowerCase());
  const likes = ["ip", ...SEARCHED].map((column) => `LOWER(${column}) LIKE ? ESCAPE '!'`);
  return where.and(`(${likes.join(" OR ")})`, `${part}%`, ...SEARCHED.map(() => `%${part}%`));
}
