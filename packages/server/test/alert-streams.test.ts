import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { ALERT_THRESHOLDS } from "@latchkey/shared";
import { findBurst, groupFailures } from "../dist/resources/alerts/failure-bursts.js";
import { findNewNetwork } from "../dist/resources/alerts/new-networks.js";
import {
  comparedHours,
  errorShare,
  type HourCount,
  usualHour,
} from "../dist/resources/alerts/usual-hours.js";
import type { KeyNetwork } from "../dist/resources/request-logs/key-network.entity.js";
import { mergeNetworks } from "../dist/resources/request-logs/key-networks.js";
import {
  type AlertStream,
  inventStream,
  type KeyStream,
  type Planted,
  STREAM_HOURS,
  STREAM_START,
} from "./testkit/alert-stream.js";

const HOUR_SECONDS = 3600;
const DAY_HOURS = 24;
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const EXPECTED: Readonly<Record<Planted["kind"], ReturnType<typeof judge>>> = {
  spike: { planted: 320, found: 315, false: 3 },
  errors: { planted: 186, found: 184, false: 0 },
  failures: { planted: 286, found: 286, false: 0 },
  network: { planted: 267, found: 267, false: 0 },
};
const UNLIMITED = {
  workspaceId: "workspace",
  ipAllowlist: null,
  rotatedAt: null,
  expiresAt: null,
  deactivatedAt: null,
  revokedAt: null,
  deletedAt: null,
};

/** The hours in which each kind is told of for a key; hours in a row are one alert. */
const DETECTORS: Readonly<Record<Planted["kind"], (key: KeyStream) => number[]>> = {
  spike: ({ hours }) =>
    alarms(hours, (hour) => {
      if (hour.total < ALERT_THRESHOLDS.spike.requestsMin) return false;
      const compared = comparedHours(hour.startSeconds).flatMap(
        (start) => hours[hourOf(start)] ?? [],
      );
      const usual = usualHour(hour.startSeconds, STREAM_START, compared);
      return usual !== null && hour.total >= usual.threshold;
    }),
  errors: ({ hours }) =>
    alarms(hours, (hour) => {
      const today = hourOf(hour.startSeconds) - (hourOf(hour.startSeconds) % DAY_HOURS);
      const week = hours.slice(Math.max(0, today - 7 * DAY_HOURS), today);
      return errorShare(hour, sumOf(week)) !== null;
    }),
  failures: ({ failures }) => {
    const news = failures.map((cell) => cell.startSeconds);
    const found = news.filter((start) => {
      const window = failures.filter(
        (cell) => cell.startSeconds > start - 600 && cell.startSeconds <= start,
      );
      return groupFailures(window)
        .filter(({ identity }) => identity.kind === "KEY_AUTHENTICATION_FAILURES")
        .some((series) => findBurst(series) !== null);
    });
    return inARow(found.map(hourOf));
  },
  network: ({ apiKeyId, uses }) => {
    const networks = new Map<string, KeyNetwork>();
    const found: number[] = [];
    for (const use of uses) {
      for (const row of mergeNetworks("workspace", [...networks.values()], [use])) {
        networks.set(row.network, { ...row, isNew: false });
        if (!row.isNew) continue;
        const key = { ...UNLIMITED, id: apiKeyId };
        if (findNewNetwork(key, row, [...networks.values()])) found.push(hourOf(use.startSeconds));
      }
    }
    return found;
  },
};

function alarms(hours: readonly HourCount[], isAlarm: (hour: HourCount) => boolean): number[] {
  return inARow(hours.filter(isAlarm).map(({ startSeconds }) => hourOf(startSeconds)));
}

function inARow(hours: readonly number[]): number[] {
  return [...new Set(hours)].filter((hour, index, all) => hour - (all[index - 1] ?? -9) > 1);
}

function hourOf(startSeconds: number): number {
  return Math.floor((startSeconds - STREAM_START) / HOUR_SECONDS);
}

function sumOf(hours: readonly HourCount[]) {
  return {
    total: hours.reduce((sum, { total }) => sum + total, 0),
    errors: hours.reduce((sum, { errors }) => sum + errors, 0),
  };
}

/** How many were planted, how many of them were found, and how many alerts tell of nothing. */
function judge(streams: readonly AlertStream[], kind: Planted["kind"]) {
  let planted = 0;
  let found = 0;
  let alarmed = 0;
  for (const stream of streams) {
    for (const key of stream.keys) {
      const hours = DETECTORS[kind](key);
      const own = stream.planted.filter(
        (one) => one.kind === kind && one.apiKeyId === key.apiKeyId,
      );
      planted += own.length;
      const hits = own.filter(({ hour }) =>
        hours.some((alarm) => alarm === hour || alarm === hour + 1),
      );
      found += hits.length;
      alarmed += hours.length;
    }
  }
  return { planted, found, false: alarmed - found };
}

describe(`eight seeded streams of 40 keys over ${STREAM_HOURS / 168} weeks`, () => {
  const streams = SEEDS.map(inventStream);

  test.each(Object.entries(EXPECTED))("%s: %j", (kind, expected) => {
    expect(judge(streams, kind as Planted["kind"])).toEqual(expected);
  });

  test("the guide tells the same numbers", () => {
    const guide = readFileSync(new URL("../../../docs/alerts.md", import.meta.url), "utf8");
    const told = [...guide.matchAll(/^\| (\d+) .*\| (\d+) +\| (\d+) +\|$/gm)].map((row) =>
      row.slice(1).map(Number),
    );
    expect(told).toEqual(Object.values(EXPECTED).map((one) => Object.values(one)));
  });
});
