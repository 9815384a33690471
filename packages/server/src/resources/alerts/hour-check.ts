import { ALERT_THRESHOLDS, type AlertClosedReason } from "@latchkey/shared";
import { In, Not } from "typeorm";
import { firstIdOf } from "../../database/first-id-of.js";
import { ApiKey } from "../api-keys/api-key.entity.js";
import { statusOf } from "../api-keys/api-key-status.js";
import { Alert } from "./alert.entity.js";
import type { AlertStore } from "./alert.store.js";
import { type AlertFinding, writeIdentity } from "./alert-finding.js";
import { AlertMark } from "./alert-mark.entity.js";
import type { AlertCheck } from "./alert-watch.js";
import { HourCounts, type KeyHour } from "./hour-counts.js";
import {
  comparedHours,
  errorShare,
  isShareAbove,
  isWithinWeekBefore,
  usualHour,
} from "./usual-hours.js";

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
const MARK = "hours";
/** Hours beyond the present one that are looked at again: rows of them may come late. */
const AGAIN_HOURS = 2;
/** Hours that a check which did not run is made up for. */
const MADE_UP_HOURS = 24;
const { spike, errors } = ALERT_THRESHOLDS;

/** Looks at what keys did in the present hour and the last ones, against what is usual for each. */
export class HourCheck implements AlertCheck {
  private readonly counts: HourCounts;

  constructor(private readonly store: AlertStore) {
    this.counts = new HourCounts(store.database);
  }

  async run(now: Date): Promise<void> {
    const present = hourOf(now);
    const marks = this.store.database.getRepository(AlertMark);
    const mark = await marks.findOneBy({ name: MARK });
    const again = present - AGAIN_HOURS * HOUR_SECONDS;
    const from = Math.min(again, mark ? hourOf(mark.doneAt) : again);
    const first = Math.max(from, present - MADE_UP_HOURS * HOUR_SECONDS);
    for (let hour = first; hour <= present; hour += HOUR_SECONDS) await this.look(hour);
    await marks.upsert({ name: MARK, doneAt: now }, ["name"]);
    await this.closeThoseOver(now);
  }

  private async look(hour: number): Promise<void> {
    const keys = await this.counts.busyKeys(hour, errors.requestsMin);
    const failing = keys.map((key) => writeIdentity(identityOf(key, "INTEGRATION_ERRORS")));
    const standing = await this.store.findStanding(failing);
    const weekBefore = await this.counts.totals(hour - 7 * DAY_SECONDS);
    for (const key of keys) {
      const alert = standing.get(writeIdentity(identityOf(key, "INTEGRATION_ERRORS"))) ?? null;
      const spiked = await this.findSpike(key, weekBefore.get(key.apiKeyId) ?? 0);
      const found = [spiked, await this.findErrors(key, alert)].filter((one) => one !== null);
      if (found.length > 0) await this.store.keep(found);
    }
  }

  /** Most keys do what they did a week before: for those nothing more is read. */
  private async findSpike(key: KeyHour, weekBefore: number): Promise<AlertFinding | null> {
    if (key.total < spike.requestsMin || isWithinWeekBefore(key.total, weekBefore)) return null;
    const { workspaceId, apiKeyId, startSeconds: hour } = key;
    const knownSince = await this.findKnownSince(key);
    const hours = await this.counts.hours(workspaceId, apiKeyId, comparedHours(hour));
    const usual = usualHour(hour, knownSince, hours);
    if (!usual || key.total < usual.threshold) return null;
    return {
      ...identityOf(key, "REQUEST_SPIKE"),
      startedAt: spanOf(key).from,
      count: key.total,
      facts: { ...spanOf(key), ...usual, observed: key.total },
    };
  }

  /** Errors that are told of already are judged by what was usual before them, or they would become usual. */
  private async findErrors(key: KeyHour, standing: Alert | null): Promise<AlertFinding | null> {
    if (key.errors < errors.errorsMin) return null;
    const span = spanOf(key);
    const found = {
      ...identityOf(key, "INTEGRATION_ERRORS"),
      startedAt: span.from,
      count: key.errors,
    };
    if (standing) {
      const { expected, threshold, errorCode } = standing.facts;
      const share = isShareAbove(key, threshold ?? 0) ? { expected, threshold, errorCode } : null;
      return share && { ...found, facts: { ...span, ...share, observed: key.errors / key.total } };
    }
    const { workspaceId, apiKeyId, startSeconds: hour } = key;
    const today = hour - (hour % DAY_SECONDS);
    const from = today - errors.historyDays * DAY_SECONDS;
    const days = await this.counts.days(workspaceId, apiKeyId, from, today);
    const before = {
      total: days.reduce((sum, { total }) => sum + total, 0),
      errors: days.reduce((sum, day) => sum + day.errors, 0),
    };
    const share = errorShare(key, before);
    if (!share) return null;
    const ids = [firstIdOf(span.from), firstIdOf(span.to)] as const;
    const errorCode = await this.counts.commonError(workspaceId, apiKeyId, ...ids);
    return { ...found, facts: { ...span, ...share, errorCode } };
  }

  /** Where the first day is that the key was used on, of those that are compared. */
  private async findKnownSince(key: KeyHour): Promise<number> {
    const { workspaceId, apiKeyId, startSeconds: hour } = key;
    const from = hour - (spike.historyDays + 1) * DAY_SECONDS;
    const [first] = await this.counts.days(workspaceId, apiKeyId, from, hour);
    return first?.startSeconds ?? hour;
  }

  private async closeThoseOver(now: Date): Promise<void> {
    const alerts = await this.store.database.getRepository(Alert).findBy({
      kind: In(["REQUEST_SPIKE", "INTEGRATION_ERRORS"]),
      status: Not("CLOSED"),
    });
    const ids = [...new Set(alerts.map(({ apiKeyId }) => apiKeyId ?? ""))];
    const found = await this.store.database.getRepository(ApiKey).findBy({ id: In(ids) });
    const keys = new Map(found.map((key) => [key.id, key]));
    for (const alert of alerts) {
      const key = keys.get(alert.apiKeyId ?? "");
      const reason =
        key && statusOf(key, now) === "ACTIVE" ? await this.endOf(alert, now) : "STOPPED";
      if (reason) await this.store.close([{ id: alert.id, reason }]);
    }
  }

  /** An hour that goes on keeps its alert; an hour that is over and was not told of ends it. */
  private async endOf(alert: Alert, now: Date): Promise<AlertClosedReason | null> {
    const last = hourOf(alert.lastSeenAt);
    const silentSince = hourOf(now) - errors.silentHours * HOUR_SECONDS;
    const hours: number[] = [];
    for (
      let hour = Math.max(last + HOUR_SECONDS, silentSince);
      hour < hourOf(now);
      hour += HOUR_SECONDS
    ) {
      hours.push(hour);
    }
    if (hours.length === 0) return null;
    if (alert.kind === "REQUEST_SPIKE") return "AS_USUAL";
    const { workspaceId, apiKeyId } = alert;
    const counts = await this.counts.hours(workspaceId ?? "", apiKeyId ?? "", hours);
    if (counts.some(({ total }) => total >= errors.requestsMin)) return "AS_USUAL";
    return last < silentSince ? "SILENT" : null;
  }
}

function identityOf(
  { workspaceId, apiKeyId, lastAt }: KeyHour,
  kind: "REQUEST_SPIKE" | "INTEGRATION_ERRORS",
) {
  return { workspaceId, apiKeyId, kind, subject: "", lastSeenAt: lastAt };
}

function spanOf({ startSeconds }: KeyHour) {
  return {
    from: new Date(startSeconds * 1000),
    to: new Date((startSeconds + HOUR_SECONDS) * 1000),
  };
}

function hourOf(instant: Date): number {
  const seconds = Math.floor(instant.getTime() / 1000);
  return seconds - (seconds % HOUR_SECONDS);
}
