import type { DataSource } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import type { Clock } from "../../base/clock.js";
import { isGiven } from "../../base/is-given.js";
import type { RequestLogFilter } from "./request-log.inputs.js";
import { DAY_SECONDS } from "./rollup-cells.js";
import { chooseRollups } from "./rollup-choice.js";
import { placeOf } from "./rollup-place.js";
import { RollupReader } from "./rollup-reader.js";
import { rollupScopeOf } from "./rollup-scope.js";
import { secondsSpanOf } from "./span-cover.js";

/** What is looked for row by row, and known to the roll-ups one at a time. */
const CONDITIONS = ["operation", "errorCode", "ip", "statusCode", "statusClass"] as const;

/**
 * Narrows a list's span to the days on which the roll-ups have what is looked for, so that what is rare,
 * or is not there, is not searched for through every row of months.
 */
export class MatchingDays {
  private readonly reader: RollupReader;

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {
    this.reader = new RollupReader(database);
  }

  /** The filter with the narrower span; null when no row is under it. */
  async narrow(actor: Actor, filter: RequestLogFilter): Promise<RequestLogFilter | null> {
    // An id says when by itself.
    const singles = isGiven(filter.decisionId) ? [] : singleConditions(actor, filter);
    if (singles.length === 0) return filter;
    const span = secondsSpanOf(filter, this.clock.now().getTime() / 1000);
    let from = Math.floor(span.from / DAY_SECONDS) * DAY_SECONDS;
    let to = Math.ceil(span.to / DAY_SECONDS) * DAY_SECONDS;
    for (const single of singles) {
      if (from >= to) return null;
      const days = await this.daysOf(actor, single, { from, to });
      if (days === null) return null;
      if (days === undefined) continue;
      from = Math.max(from, days[0]);
      to = Math.min(to, days[1] + DAY_SECONDS);
    }
    return {
      ...filter,
      from: new Date(Math.max(from, span.from) * 1000),
      to: new Date(Math.min(to, span.to) * 1000),
    };
  }

  private async daysOf(
    actor: Actor,
    filter: RequestLogFilter,
    span: { readonly from: number; readonly to: number },
  ): Promise<readonly [number, number] | null | undefined> {
    const scope = await rollupScopeOf(this.database, actor, filter);
    if (scope === null) return null;
    const choice = chooseRollups(filter, null);
    if (choice.dimension === null || scope.isMixed) return undefined;
    return this.reader.firstAndLast({
      workspaceId: workspaceIdOf(actor),
      ...placeOf(scope.id, filter, choice),
      pieces: [{ levelSeconds: DAY_SECONDS, ...span }],
    });
  }
}

/**
 * The filter with each of its conditions alone; without any where an index finds the rows by itself. A
 * key's rows are all of its campaign and environment: of others' it has none.
 */
function singleConditions(actor: Actor, filter: RequestLogFilter): RequestLogFilter[] {
  const { apiKeyId, campaignId, environment } = filter;
  const whose = { apiKeyId, campaignId, environment };
  const singles = CONDITIONS.filter((name) => isGiven(filter[name]) && filter[name] !== "").map(
    (name) => ({ ...whose, [name]: filter[name] }),
  );
  if (singles.length > 0) return singles;
  const isOfSome = isGiven(campaignId) || isGiven(environment) || actor.campaignId !== null;
  return isOfSome ? [whose] : [];
}
