import type { Actor } from "../../base/actor.js";
import { badInput } from "../../base/api-error.js";
import type { Clock } from "../../base/clock.js";
import { bucketStarts } from "./bucket-starts.js";
import { MINUTES_KEPT_SECONDS, type RequestCounter } from "./request-counter.js";
import type { RequestLogFilter } from "./request-log.inputs.js";
import {
  GROUPS_MAX,
  type RequestBucket,
  type RequestFigures,
  type RequestGroup,
  RequestGroupBy,
  type RequestGroupsArgs,
  type RequestStats,
  type RequestStatsArgs,
} from "./request-stats.inputs.js";
import { HOUR_SECONDS } from "./rollup-cells.js";
import { Tally } from "./tally.js";

const HOUR_MS = HOUR_SECONDS * 1000;

/** Figures over the request logs; a campaign-limited key's are its campaign's. */
export class RequestStatsService {
  constructor(
    private readonly counter: RequestCounter,
    private readonly clock: Clock,
  ) {}

  /** Figures over the requests under the filter. */
  async get(actor: Actor, args: RequestStatsArgs): Promise<RequestStats> {
    const filter = args.filter ?? {};
    const interval = args.intervalSeconds ?? null;
    const starts = interval === null ? [] : bucketStarts(filter, interval, this.clock.now());
    const figures = (await this.counter.sum(actor, filter)).toFigures();
    return {
      ...figures,
      filter,
      previous: () => this.previous(actor, filter),
      buckets: interval === null ? [] : await this.buckets(actor, filter, interval, starts),
    };
  }

  /** The groups with the most requests under the filter. */
  async groups(
    actor: Actor,
    filter: RequestLogFilter,
    { by, first }: RequestGroupsArgs,
  ): Promise<RequestGroup[]> {
    if (first < 1 || first > GROUPS_MAX) {
      throw badInput({ first: `first must be from 1 to ${GROUPS_MAX}.` });
    }
    return [...(await this.counter.count(actor, filter, { group: by, first }))]
      .sort(([a, one], [b, other]) => other.total - one.total || (a < b ? -1 : 1))
      .slice(0, first)
      .map(([value, tally]) => ({
        value,
        apiKeyId: by === RequestGroupBy.API_KEY && value !== "" ? value : null,
        figures: tally.toFigures(),
        lastAt: new Date(tally.lastAtMs),
      }));
  }

  private async previous(actor: Actor, filter: RequestLogFilter): Promise<RequestFigures | null> {
    if (!filter.from) return null;
    const to = filter.to ?? this.clock.now();
    const length = to.getTime() - filter.from.getTime();
    const from = new Date(wholeHour(filter.from.getTime() - length, length));
    return (await this.counter.sum(actor, { ...filter, from, to: filter.from })).toFigures();
  }

  private async buckets(
    actor: Actor,
    filter: RequestLogFilter,
    widthSeconds: number,
    starts: readonly number[],
  ): Promise<RequestBucket[]> {
    const tallies = await this.counter.count(actor, filter, { widthSeconds });
    return starts.map((start) => ({
      at: new Date(start * 1000),
      ...(tallies.get(String(start)) ?? new Tally()).toFigures(),
    }));
  }
}

/** Of a span so long that its minutes are not kept, the beginning is a whole hour: less would be counted from the rows. */
function wholeHour(startMs: number, lengthMs: number): number {
  const isLong = lengthMs > MINUTES_KEPT_SECONDS * 1000;
  return isLong ? Math.floor(startMs / HOUR_MS) * HOUR_MS : startMs;
}
