import { Brackets, type DataSource, Equal, IsNull, Or, type SelectQueryBuilder } from "typeorm";
import {
  type Actor,
  assertCampaignAllowed,
  isPlatformAdmin,
  workspaceIdOf,
} from "../../base/actor.js";
import { badInput, notFound } from "../../base/api-error.js";
import { isGiven } from "../../base/is-given.js";
import { firstIdOf } from "../../database/first-id-of.js";
import { escapeLike, holdsItem } from "../../database/list-column.js";
import { REQUEST_LOG_LIMITS, RequestLog } from "./request-log.entity.js";
import { type RequestLogFilter, SEARCH_TEXT_LIMITS, StatusClass } from "./request-log.inputs.js";

/** An answer that tells both data and an error has a status below 400, and is the client's to mend. */
const STATUS_CONDITIONS: Readonly<Record<StatusClass, string>> = {
  [StatusClass.SUCCESS]: "log.statusCode < 400 AND log.errorCode IS NULL",
  [StatusClass.CLIENT_ERROR]:
    "log.statusCode < 500 AND (log.statusCode >= 400 OR log.errorCode IS NOT NULL)",
  [StatusClass.SERVER_ERROR]: "log.statusCode >= 500",
};

/** Where a text is looked for. */
const SEARCHED = ["operationName", "rootFields", "endpoint", "reason", "userAgent"] as const;

/** The rows under a filter that the caller may see: the workspace's, and of those the campaign's. */
export function queryRequestLogs(
  database: DataSource,
  actor: Actor,
  filter: RequestLogFilter,
): SelectQueryBuilder<RequestLog> {
  const query = database
    .getRepository(RequestLog)
    .createQueryBuilder("log")
    .where({ workspaceId: workspaceIdOf(actor) });
  // A key that nobody knows is nobody's; who runs the platform finds its refusal by the id.
  if (isPlatformAdmin(actor) && isGiven(filter.decisionId)) {
    query.where({ workspaceId: Or(Equal(workspaceIdOf(actor)), IsNull()) });
  }
  if (isGiven(filter.campaignId)) assertCampaignAllowed(actor, filter.campaignId);
  const campaignId = filter.campaignId ?? actor.campaignId;
  if (isGiven(campaignId)) query.andWhere({ campaignId });
  if (isGiven(filter.apiKeyId)) query.andWhere({ apiKeyId: filter.apiKeyId });
  if (isGiven(filter.environment)) query.andWhere({ environment: filter.environment });
  if (isGiven(filter.statusCode)) query.andWhere({ statusCode: filter.statusCode });
  if (filter.errorCode)
    query.andWhere("log.errorCode = :errorCode", { errorCode: filter.errorCode });
  if (isGiven(filter.ip)) query.andWhere({ ip: filter.ip });
  // A refusal's decision bears the request's id.
  if (isGiven(filter.decisionId)) {
    query.andWhere({ id: filter.decisionId, decisionId: filter.decisionId });
  }
  if (filter.from) query.andWhere("log.id >= :fromId", { fromId: firstIdOf(filter.from) });
  if (filter.to) query.andWhere("log.id < :toId", { toId: firstIdOf(filter.to) });
  assertFilter(filter);
  if (isGiven(filter.statusClass)) query.andWhere(`(${STATUS_CONDITIONS[filter.statusClass]})`);
  if (isGiven(filter.operation)) whereOperation(query, filter.operation);
  if (isGiven(filter.text)) whereText(query, filter.text);
  return query;
}

/** The rows of keys that nobody knows, of one address in a span; for who runs the platform. */
export function queryNobodysLogs(
  database: DataSource,
  actor: Actor,
  { ip, from, to }: { readonly ip: string | null; readonly from: Date; readonly to: Date },
): SelectQueryBuilder<RequestLog> {
  if (!isPlatformAdmin(actor)) throw notFound("alert");
  return database
    .getRepository(RequestLog)
    .createQueryBuilder("log")
    .where({ workspaceId: IsNull(), ip: ip ?? IsNull() })
    .andWhere("log.id >= :fromId", { fromId: firstIdOf(from) })
    .andWhere("log.id < :toId", { toId: firstIdOf(to) });
}

/** 400 for a span that ends before it begins, and for an operation that none can be called. */
export function assertFilter({ from, to, operation }: RequestLogFilter): void {
  if (from && to && from > to) throw badInput({ "filter.to": "to must not be before from." });
  const max = REQUEST_LOG_LIMITS.operationNameMax;
  if (isGiven(operation) && (operation.length < 1 || operation.length > max)) {
    throw badInput({ "filter.operation": `operation must have 1 to ${max} characters.` });
  }
}

/** The operation's name, or one of the root fields, which are kept with commas between them. */
function whereOperation(query: SelectQueryBuilder<RequestLog>, operation: string): void {
  query.andWhere(
    new Brackets((either) => {
      either
        .where("log.operationName = :operation", { operation })
        .orWhere(holdsItem("log.rootFields", operation));
    }),
  );
}

function whereText(query: SelectQueryBuilder<RequestLog>, text: string): void {
  const { min, max } = SEARCH_TEXT_LIMITS;
  if (text.length < min || text.length > max) {
    throw badInput({ "filter.text": `text must have ${min} to ${max} characters.` });
  }
  const part = escapeLike(text.toLowerCase());
  query.andWhere(
    new Brackets((either) => {
      either.where("LOWER(log.ip) LIKE :start ESCAPE '!'", { start: `${part}%` });
      for (const column of SEARCHED) {
        either.orWhere(`LOWER(log.${column}) LIKE :part ESCAPE '!'`, { part: `%${part}%` });
      }
    }),
  );
}
