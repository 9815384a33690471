import type { DataSource } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { badInput } from "../../base/api-error.js";
import type { Clock } from "../../base/clock.js";
import { isGiven } from "../../base/is-given.js";
import { countRows } from "./count-rows.js";
import type { RequestLogFilter } from "./request-log.inputs.js";
import { assertFilter } from "./request-log-query.js";
import { RequestGroupBy } from "./request-stats.inputs.js";
import { DAY_SECONDS, levelsOf, MINUTE_SECONDS } from "./rollup-cells.js";
import { chooseRollups, statusOf } from "./rollup-choice.js";
import { placeOf, type RollupPlace, WHOLE_WORKSPACE, wholeKey } from "./rollup-place.js";
import { RollupReader } from "./rollup-reader.js";
import { rollupScopeOf } from "./rollup-scope.js";
import { coverSpan, type SecondsSpan, secondsSpanOf } from "./span-cover.js";
import { Tally, tallyAt } from "./tally.js";

/** How long roll-ups by the minute are kept. */
export const MINUTES_KEPT_SECONDS = 2 * DAY_SECONDS;
/** Most requests that a question which roll-ups cannot answer looks through. */
const ROWS_EXAMINED_MAX = 1_000_000;
/** The same for text, which each row is searched for. */
const TEXT_ROWS_EXAMINED_MAX = 200_000;

/** Groups that can be many, each told under its own name. */
const MANY_VALUED: ReadonlySet<RequestGroupBy | undefined> = new Set([
  RequestGroupBy.API_KEY,
  RequestGroupBy.OPERATION,
  RequestGroupBy.ADDRESS,
]);
/** What requests are counted by: nothing, a value in common, or intervals of so many seconds. */
export interface CountBy {
  readonly group?: RequestGroupBy;
  readonly widthSeconds?: number;
  /** How many groups are wanted, those with the most requests; others may be told as well. */
  readonly first?: number;
}

/**
 * Counts requests under a filter: whole minutes, hours and days from the roll-ups, the ends of the span,
 * and what roll-ups do not know, from the rows. Both are exact but for the percentiles.
 */
export class RequestCounter {
  private readonly reader: RollupReader;

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly rowsExaminedMax = { any: ROWS_EXAMINED_MAX, text: TEXT_ROWS_EXAMINED_MAX },
  ) {
    this.reader = new RollupReader(database);
  }

  /** All requests under the filter together. */
  async sum(actor: Actor, filter: RequestLogFilter): Promise<Tally> {
    return (await this.count(actor, filter, {})).get("") ?? new Tally();
  }

  /** Tallies by value, or by where their interval begins. */
  async count(
    actor: Actor,
    filter: RequestLogFilter,
    by: CountBy,
  ): Promise<ReadonlyMap<string, Tally>> {
    assertFilter(filter);
    const choice = chooseRollups(filter, by.group ?? null);
    const scope = await rollupScopeOf(this.database, actor, filter);
    if (scope === null) return new Map();
    if (choice.dimension === null || scope.isMixed) {
      const fields = choice.dimension === null ? choice.fields : ["filter.environment"];
      return this.countAllRows(actor, filter, by, fields);
    }
    return (
      (await this.countCells(actor, filter, by, placeOf(scope.id, filter, choice))) ??
      this.countAllRows(actor, filter, by, ["filter.operation", "filter.ip"])
    );
  }

  /** 400 when the filter's text would be looked for in too many requests. */
  async assertSearchable(actor: Actor, filter: RequestLogFilter): Promise<void> {
    if (isGiven(filter.text)) await this.assertCountable(actor, filter, ["filter.text"]);
  }

  private async countCells(
    actor: Actor,
    filter: RequestLogFilter,
    by: CountBy,
    place: RollupPlace,
  ): Promise<ReadonlyMap<string, Tally> | null> {
    const width = by.widthSeconds;
    const levels = levelsOf(place.choice.dimension, place.scope).filter(
      (level) => (width === undefined || width % level === 0) && this.isKept(level, filter),
    );
    const { pieces, rest } = coverSpan(this.spanOf(filter), levels);
    const tallies = new Map<string, Tally>();
    const tallyFor = (value: string, startSeconds: number) => {
      if (width !== undefined)
        return tallyAt(tallies, String(startSeconds - (startSeconds % width)));
      return tallyAt(tallies, groupKey(by.group, value));
    };
    const whole = { workspaceId: workspaceIdOf(actor), ...place, pieces };
    const isTop = by.first !== undefined && rest.length === 0 && MANY_VALUED.has(by.group);
    const question =
      isTop && place.choice.value === null
        ? { ...whole, values: await this.reader.topValues(whole, by.first ?? 0) }
        : whole;
    if (!(await this.reader.read(question, tallyFor))) return null;
    for (const span of rest) {
      if (span.to - span.from > DAY_SECONDS / 24) {
        const field = width === undefined ? "filter.from" : "intervalSeconds";
        await this.assertCountable(actor, withSpan(filter, span), [field]);
      }
      await countRows(this.database, actor, withSpan(filter, span), by, tallies);
    }
    return tallies;
  }

  private async countAllRows(
    actor: Actor,
    filter: RequestLogFilter,
    by: CountBy,
    fields: readonly string[],
  ): Promise<ReadonlyMap<string, Tally>> {
    if (!isGiven(filter.decisionId)) await this.assertCountable(actor, filter, fields);
    const tallies = new Map<string, Tally>();
    await countRows(this.database, actor, filter, by, tallies);
    return tallies;
  }

  /** 400 when more requests than one question may look through are in the span, of the key if there is one. */
  private async assertCountable(
    actor: Actor,
    filter: RequestLogFilter,
    fields: readonly string[],
  ): Promise<void> {
    const { apiKeyId, from, to } = filter;
    const span = coverSpan(this.spanOf({ from, to }), [DAY_SECONDS, DAY_SECONDS / 24]);
    const tally = new Tally();
    const { pieces } = span;
    const place = isGiven(apiKeyId) ? wholeKey(apiKeyId) : WHOLE_WORKSPACE;
    const question = { workspaceId: workspaceIdOf(actor), ...place, pieces };
    await this.reader.read(question, () => tally);
    const max = isGiven(filter.text) ? this.rowsExaminedMax.text : this.rowsExaminedMax.any;
    if (tally.total <= max) return;
    const sentence = `There are more than ${max} requests in the span, too many to look through for this; choose a shorter span, or one key.`;
    throw badInput(Object.fromEntries(fields.map((field) => [field, sentence])));
  }

  /** Whether cells of this width are there for the whole span. */
  private isKept(levelSeconds: number, filter: RequestLogFilter): boolean {
    if (levelSeconds > MINUTE_SECONDS) return true;
    const kept = this.nowSeconds() - MINUTES_KEPT_SECONDS;
    return isGiven(filter.from) && filter.from.getTime() / 1000 >= kept;
  }

  private spanOf(filter: Pick<RequestLogFilter, "from" | "to">): SecondsSpan {
    return secondsSpanOf(filter, this.nowSeconds());
  }

  private nowSeconds(): number {
    return this.clock.now().getTime() / 1000;
  }
}

/** Answers with an error beside data are counted apart from others of their status, and told with them. */
function groupKey(group: RequestGroupBy | undefined, value: string): string {
  if (group === undefined) return "";
  return group === RequestGroupBy.STATUS ? String(statusOf(value)) : value;
}

function withSpan(filter: RequestLogFilter, { from, to }: SecondsSpan): RequestLogFilter {
  return { ...filter, from: new Date(from * 1000), to: new Date(to * 1000) };
}
