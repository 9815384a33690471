import type { FailureCell } from "../../dist/resources/alerts/failure-bursts.js";
import type { HourCount } from "../../dist/resources/alerts/usual-hours.js";
import type { RequestFact } from "../../dist/resources/request-logs/request-facts.js";
import { Tally } from "../../dist/resources/request-logs/tally.js";
import { randomNumbers } from "./random-numbers.js";

const HOUR_SECONDS = 3600;
const WEEKS = 6;
/** Monday, 1 June 2026. */
export const STREAM_START = Date.UTC(2026, 5, 1) / 1000;
export const STREAM_HOURS = WEEKS * 7 * 24;
/** The first two weeks hold no anomaly: nobody can know yet what is usual. */
const QUIET_HOURS = 2 * 7 * 24;
const KEYS = 40;

/** Something that was planted, and where. */
export interface Planted {
  readonly kind: "spike" | "errors" | "failures" | "network";
  readonly apiKeyId: string;
  readonly hour: number;
}

/** One key's six weeks. */
export interface KeyStream {
  readonly apiKeyId: string;
  readonly hours: readonly HourCount[];
  readonly failures: readonly FailureCell[];
  readonly uses: readonly RequestFact[];
}

/** Forty keys over six weeks, with anomalies in known places. */
export interface AlertStream {
  readonly keys: readonly KeyStream[];
  readonly planted: readonly Planted[];
}

type Random = () => number;

/** Invents a stream; the same seed gives the same one. */
export function inventStream(seed: number): AlertStream {
  const random = randomNumbers(seed);
  const planted: Planted[] = [];
  const keys = Array.from({ length: KEYS }, (_, index) => inventKey(random, index, planted));
  return { keys, planted };
}

function inventKey(random: Random, index: number, planted: Planted[]): KeyStream {
  const apiKeyId = `key-${index}`;
  const plan = planKey(random, index, apiKeyId);
  planted.push(...plan.planted);
  const at = (kind: Planted["kind"], hour: number) =>
    plan.planted.some((one) => one.kind === kind && one.hour === hour);
  const hours: HourCount[] = [];
  const failures: FailureCell[] = [];
  const uses: RequestFact[] = [];
  for (let hour = 0; hour < STREAM_HOURS; hour += 1) {
    const startSeconds = STREAM_START + hour * HOUR_SECONDS;
    let total = poisson(random, plan.rateAt(hour) * Math.exp(0.25 * gauss(random)));
    if (at("spike", hour))
      total = Math.round(Math.max(150, plan.usualAt(hour) * (4 + 8 * random())));
    if (at("network", hour)) total = Math.max(total, 3);
    if (at("errors", hour)) total = Math.max(total, 60);
    const share = at("errors", hour) ? 0.2 + 0.5 * random() : plan.errorShare;
    hours.push({ startSeconds, total, errors: binomial(random, total, share) });
    failures.push(...inventFailures(random, apiKeyId, startSeconds, at("failures", hour)));
    const address = at("network", hour)
      ? `192.0.2.${1 + Math.floor(250 * random())}`
      : plan.addressAt(hour, random);
    if (total > 0) uses.push(factOf(apiKeyId, address, startSeconds, total));
  }
  return { apiKeyId, hours, failures, uses };
}

/** Office hours, a nightly job, round the clock, or a job once a week; some with few errors, some with many. */
function planKey(random: Random, index: number, apiKeyId: string) {
  const shape = index % 4;
  const base = 4 * 100 ** random();
  const weekend = 0.1 + 0.9 * random();
  const isStable = index % 5 !== 0;
  const errorShare = isStable ? 0.012 * random() : 0.05 + 0.1 * random();
  const jobHour = Math.floor(24 * random());
  const rateAt = (hour: number) => {
    const ofDay = hour % 24;
    const isWeekend = hour % 168 >= 120;
    const factor = isWeekend ? weekend : 1;
    if (shape === 0) return factor * base * Math.exp(-(((ofDay - 13) / 4) ** 2));
    if (shape === 1) return ofDay === jobHour ? base * 8 : base * 0.1;
    if (shape === 2) return factor * base;
    return hour % 168 === jobHour ? base * 15 : base * 0.3;
  };
  // A spike beside an hour that is full every day or week is that hour's, moved.
  const usualAt = (hour: number) => Math.max(rateAt(hour - 1), rateAt(hour), rateAt(hour + 1));
  // Half of the keys that are used round the clock move between two networks of their own.
  const home = `203.0.${index}`;
  const addressAt = (hour: number, some: Random) =>
    `${index % 8 === 2 && hour % 2 === 1 ? `198.51.${index}` : home}.${1 + Math.floor(40 * some())}`;
  const planted: Planted[] = [];
  const plant = (kind: Planted["kind"]) => {
    const hour = QUIET_HOURS + Math.floor(random() * (STREAM_HOURS - QUIET_HOURS - 48));
    // One anomaly a day at most, so that each is found for itself.
    if (planted.some((one) => Math.abs(one.hour - hour) < 24)) return;
    planted.push({ kind, apiKeyId, hour });
  };
  plant("spike");
  const perHour = Array.from({ length: 168 }, (_, hour) => rateAt(hour));
  const weekly = perHour.reduce((sum, rate) => sum + rate, 0);
  if (isStable && weekly > 900) plant("errors");
  plant("failures");
  plant("network");
  return { rateAt, usualAt, errorShare, addressAt, planted };
}

/** Now and then one fails, as people paste wrong things; a burst is a dozen or more within some minutes. */
function inventFailures(
  random: Random,
  apiKeyId: string,
  startSeconds: number,
  isBurst: boolean,
): FailureCell[] {
  const cell = (minute: number, total: number): FailureCell => ({
    workspaceId: "workspace",
    apiKeyId,
    address: `198.18.0.${1 + Math.floor(200 * random())}`,
    startSeconds: startSeconds + minute * 60,
    total,
    isNew: true,
  });
  if (!isBurst) {
    const some = poisson(random, 0.5);
    return Array.from({ length: some }, () => cell(Math.floor(60 * random()), 1));
  }
  const first = Math.floor(50 * random());
  return Array.from({ length: 8 }, (_, minute) =>
    cell(first + minute, 2 + Math.floor(4 * random())),
  );
}

function factOf(apiKeyId: string, ip: string, startSeconds: number, total: number): RequestFact {
  const tally = new Tally();
  tally.total = total;
  tally.lastAtMs = (startSeconds + 60) * 1000;
  const none = { campaignId: null, environment: null, operationName: null, errorCode: null };
  return { ...none, startSeconds, apiKeyId, rootFields: [], statusCode: 200, ip, tally };
}

function gauss(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function poisson(random: Random, mean: number): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * gauss(random)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}

function binomial(random: Random, total: number, share: number): number {
  const mean = total * share;
  if (mean > 50) {
    const spread = Math.sqrt(mean * (1 - share)) * gauss(random);
    return Math.min(total, Math.max(0, Math.round(mean + spread)));
  }
  return Math.min(total, poisson(random, mean));
}
