import { isGiven } from "../../base/is-given.js";
import { type RequestLogFilter, StatusClass } from "./request-log.inputs.js";
import { RequestGroupBy } from "./request-stats.inputs.js";
import { type Dimension, PARTIAL_MARK } from "./rollup-cells.js";

/** Which roll-ups answer a question: those of one dimension, and of its values one, some or all. */
export interface RollupChoice {
  readonly dimension: Dimension;
  /** The one value, where it is known; the database looks for it alone. */
  readonly value: string | null;
  accepts(value: string): boolean;
}

/** The roll-ups cannot tell; the fields that they know nothing of together. */
export interface NoChoice {
  readonly dimension: null;
  readonly fields: readonly string[];
}

/** A condition that a dimension's values are chosen by, and the filter's field it comes from. */
interface Condition extends RollupChoice {
  readonly field: string;
}

const DIMENSIONS: Readonly<Record<RequestGroupBy, Dimension>> = {
  [RequestGroupBy.API_KEY]: "API_KEY",
  [RequestGroupBy.OPERATION]: "OPERATION",
  [RequestGroupBy.STATUS]: "STATUS",
  [RequestGroupBy.ERROR_CODE]: "ERROR_CODE",
  [RequestGroupBy.ADDRESS]: "ADDRESS",
};

/**
 * Chooses the roll-ups for a filter and what its requests are grouped by. They know one thing of a
 * request at a time, beside whose it is and when: two conditions, or a condition and another grouping, and text
 * are for the rows.
 */
export function chooseRollups(
  filter: RequestLogFilter,
  by: RequestGroupBy | null,
): RollupChoice | NoChoice {
  const conditions = conditionsOf(filter);
  const [condition] = conditions;
  const grouping = by === null ? null : DIMENSIONS[by];
  const fields = conditions.map(({ field }) => field);
  if (isGiven(filter.text)) fields.push("filter.text");
  if (isGiven(filter.decisionId)) fields.push("filter.decisionId");
  if (fields.length > 1 || isGiven(filter.text) || isGiven(filter.decisionId)) {
    return { dimension: null, fields };
  }
  if (!condition) return { dimension: grouping ?? "ALL", value: null, accepts: () => true };
  if (grouping !== null && grouping !== condition.dimension) return { dimension: null, fields };
  return condition;
}

function conditionsOf(filter: RequestLogFilter): Condition[] {
  const { operation, errorCode, ip, statusCode, statusClass } = filter;
  const conditions: Condition[] = [];
  const equal = (field: string, dimension: Dimension, wanted: string) => {
    const accepts = (value: string) => value === wanted;
    conditions.push({ field: `filter.${field}`, dimension, value: wanted, accepts });
  };
  if (isGiven(operation)) equal("operation", "NAME", operation);
  if (errorCode) equal("errorCode", "ERROR_CODE", errorCode);
  if (isGiven(ip)) equal("ip", "ADDRESS", ip);
  if (isGiven(statusCode) || isGiven(statusClass)) {
    const field = isGiven(statusCode) ? "filter.statusCode" : "filter.statusClass";
    const accepts = (value: string) =>
      (!isGiven(statusCode) || statusOf(value) === statusCode) &&
      (!isGiven(statusClass) || classOf(value) === statusClass);
    conditions.push({ field, dimension: "STATUS", value: null, accepts });
  }
  return conditions;
}

/** The status that a value of the dimension `STATUS` stands for. */
export function statusOf(value: string): number {
  return Number.parseInt(value, 10);
}

function classOf(value: string): StatusClass {
  if (statusOf(value) >= 500) return StatusClass.SERVER_ERROR;
  const isError = statusOf(value) >= 400 || value.endsWith(PARTIAL_MARK);
  return isError ? StatusClass.CLIENT_ERROR : StatusClass.SUCCESS;
}
