import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { ALERT_KINDS, ALERT_THRESHOLDS, alertTitle } from "@latchkey/shared";
import fc from "fast-check";
import { alertFacts } from "../dist/resources/alerts/alert-facts.js";
import {
  type FailureCell,
  findBurst,
  groupFailures,
} from "../dist/resources/alerts/failure-bursts.js";
import {
  findNewNetwork,
  networkEnd,
  type PlacedKey,
} from "../dist/resources/alerts/new-networks.js";
import {
  comparedHours,
  errorShare,
  isWithinWeekBefore,
  usualHour,
  wilsonLowerBound,
} from "../dist/resources/alerts/usual-hours.js";
import type { KeyNetwork } from "../dist/resources/request-logs/key-network.entity.js";
import { mergeNetworks } from "../dist/resources/request-logs/key-networks.js";
import type { RequestFact } from "../dist/resources/request-logs/request-facts.js";
import { Tally } from "../dist/resources/request-logs/tally.js";

const HOUR = Date.UTC(2026, 5, 29, 10) / 1000;
const DAY_SECONDS = 86_400;
const DAY_MS = DAY_SECONDS * 1000;
const LONG_AGO = HOUR - 60 * DAY_SECONDS;

describe("what is usual at an hour", () => {
  test("a steady stream is never a spike, whatever its rate", () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.array(fc.double({ min: 0.6, max: 1.4, noNaN: true }), { minLength: 84, maxLength: 84 }),
        (rate, noise) => {
          const counts = comparedHours(HOUR).map((startSeconds, index) => ({
            startSeconds,
            total: Math.round(rate * (noise[index] ?? 1)),
            errors: 0,
          }));
          const usual = usualHour(HOUR, LONG_AGO, counts);
          expect(Math.round(rate * 1.4)).toBeLessThan(usual?.threshold ?? 0);
        },
      ),
    );
  });

  test("what the hour of a week before rules out is no spike by all of the hours", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5000), { minLength: 84, maxLength: 84 }),
        fc.nat(20_000),
        (totals, total) => {
          const counts = comparedHours(HOUR).map((startSeconds, index) => ({
            startSeconds,
            total: totals[index] ?? 0,
            errors: 0,
          }));
          const weekBefore = counts.find(
            ({ startSeconds }) => startSeconds === HOUR - 7 * DAY_SECONDS,
          );
          fc.pre(isWithinWeekBefore(total, weekBefore?.total ?? 0));
          expect(total).toBeLessThan(usualHour(HOUR, LONG_AGO, counts)?.threshold ?? 0);
        },
      ),
    );
  });

  test("ten times the most of every day is one, once it is enough to matter", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5000), { minLength: 84, maxLength: 84 }), (totals) => {
        const counts = comparedHours(HOUR).map((startSeconds, index) => ({
          startSeconds,
          total: totals[index] ?? 0,
          errors: 0,
        }));
        const usual = usualHour(HOUR, LONG_AGO, counts);
        const spike = Math.max(100, 10 * Math.max(...totals));
        expect(spike).toBeGreaterThanOrEqual(usual?.threshold ?? Number.POSITIVE_INFINITY);
      }),
    );
  });

  const flat = comparedHours(HOUR).map((startSeconds) => ({ startSeconds, total: 50, errors: 0 }));
  test.each([
    ["nothing is known of a key's first week", 6, null],
    ["and something from the seventh day on", 7, { expected: 50, threshold: 150 }],
    ["four weeks of fifty are three times fifty", 60, { expected: 50, threshold: 150 }],
  ])("%s", (_name, days, expected) => {
    expect(usualHour(HOUR, HOUR - days * DAY_SECONDS, flat)).toEqual(expected);
  });

  test("a job of every Monday is no spike on a Monday", () => {
    const counts = flat.map((one) => {
      const isMonday = (HOUR - one.startSeconds) % (7 * DAY_SECONDS) === 0;
      return isMonday ? { ...one, total: 900 } : one;
    });
    expect(usualHour(HOUR, LONG_AGO, counts)).toEqual({ expected: 50, threshold: 1800 });
  });
});

describe("errors of an integration", () => {
  const stable = { total: 1000, errors: 5 };
  test.each<
    [string, { total: number; errors: number }, { total: number; errors: number }, boolean]
  >([
    ["half of twenty", { total: 20, errors: 10 }, stable, true],
    ["all of twenty", { total: 20, errors: 20 }, stable, true],
    ["too few requests", { total: 19, errors: 19 }, stable, false],
    ["too few errors", { total: 200, errors: 9 }, stable, false],
    ["what chance could bring", { total: 400, errors: 24 }, stable, false],
    ["as much again of many", { total: 4000, errors: 320 }, stable, true],
    ["a key that always failed", { total: 20, errors: 20 }, { total: 1000, errors: 20 }, false],
    [
      "a key that hardly anything is known of",
      { total: 20, errors: 20 },
      { total: 499, errors: 0 },
      false,
    ],
  ])("%s", (_name, hour, before, isTold) => {
    expect(errorShare(hour, before) !== null).toBe(isTold);
  });

  test("the lower end of the interval is below the share, above nothing, and rises with the errors", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(9999), (total, some) => {
        const hits = some % total;
        const bound = wilsonLowerBound(hits, total, 3.29);
        expect(bound).toBeGreaterThanOrEqual(0);
        expect(bound).toBeLessThanOrEqual(hits / total + 1e-12);
        expect(wilsonLowerBound(hits + 1, total, 3.29)).toBeGreaterThan(bound);
      }),
    );
    // Wilson (1927): 8 of 10 with 1.96 standard deviations.
    expect(wilsonLowerBound(8, 10, 1.96)).toBeCloseTo(0.4902, 4);
  });
});

describe("failed authentications", () => {
  const cells = fc.array(
    fc.record({
      apiKeyId: fc.constantFrom("a", "b", "c"),
      address: fc.constantFrom("198.51.100.1", "198.51.100.2"),
      minute: fc.nat(40),
      total: fc.integer({ min: 1, max: 6 }),
    }),
    { maxLength: 30 },
  );

  function cellOf({
    minute,
    ...cell
  }: {
    apiKeyId: string;
    address: string;
    minute: number;
    total: number;
  }): FailureCell {
    return { workspaceId: "w", ...cell, startSeconds: HOUR + minute * 60, isNew: true };
  }

  test("are told of a key just when some ten minutes hold ten of them", () => {
    fc.assert(
      fc.property(cells, (some) => {
        const all = some.map(cellOf);
        for (const apiKeyId of ["a", "b", "c"]) {
          const own = all.filter((cell) => cell.apiKeyId === apiKeyId);
          const most = Math.max(
            0,
            ...own.map(({ startSeconds: last }) =>
              own
                .filter(({ startSeconds }) => startSeconds <= last && startSeconds > last - 600)
                .reduce((sum, { total }) => sum + total, 0),
            ),
          );
          const series = groupFailures(all).find(({ identity }) => identity.apiKeyId === apiKeyId);
          const burst = series ? findBurst(series) : null;
          expect(burst?.facts.observed ?? null).toBe(most >= 10 ? most : null);
        }
      }),
    );
  });

  test.each([
    ["twenty with one key are the key's", ["a"], 20, false],
    ["twenty with two are the address's", ["a", "b"], 10, true],
    ["nineteen are none", ["a", "b"], 9.5, false],
  ])("%s", (_name, keys, each, isTold) => {
    const all = keys.map((apiKeyId) =>
      cellOf({ apiKeyId, address: "198.51.100.1", minute: 0, total: each }),
    );
    const series = groupFailures(all).find(({ identity }) => identity.apiKeyId === null);
    expect(series ? findBurst(series) !== null : null).toBe(isTold);
  });

  test("what was looked at is told of again only near something new", () => {
    const seen = cellOf({ apiKeyId: "a", address: "198.51.100.1", minute: 0, total: 50 });
    const later = { ...cellOf({ apiKeyId: "a", address: "198.51.100.1", minute: 30, total: 1 }) };
    const series = groupFailures([{ ...seen, isNew: false }, later]);
    expect(series.map(findBurst)).toEqual([null, null]);
  });
});

describe("networks", () => {
  function fact(ip: string, day: number, total = 60, statusCode = 200): RequestFact {
    const tally = new Tally();
    tally.total = total;
    tally.lastAtMs = (HOUR + day * DAY_SECONDS) * 1000;
    const none = { campaignId: null, environment: null, operationName: null, errorCode: null };
    return {
      ...none,
      startSeconds: HOUR + day * DAY_SECONDS,
      apiKeyId: "key",
      rootFields: [],
      statusCode,
      ip,
      tally,
    };
  }

  const KEY: PlacedKey = {
    id: "key",
    workspaceId: "w",
    ipAllowlist: null,
    rotatedAt: null,
    expiresAt: null,
    deactivatedAt: null,
    revokedAt: null,
    deletedAt: null,
  };

  function told(facts: readonly RequestFact[], key: Partial<PlacedKey> = {}): string[] {
    const networks = new Map<string, KeyNetwork>();
    return facts.flatMap((one) =>
      mergeNetworks("w", [...networks.values()], [one]).flatMap((row) => {
        networks.set(row.network, { ...row, isNew: false });
        const finding =
          row.isNew && findNewNetwork({ ...KEY, ...key }, row, [...networks.values()]);
        return finding ? [finding.subject] : [];
      }),
    );
  }

  const home = [fact("203.0.113.7", 0), fact("203.0.113.8", 3)];
  test.each<[string, RequestFact[], Partial<PlacedKey>, string[]]>([
    ["another network after three days", [...home, fact("192.0.2.1", 3)], {}, ["192.0.2.0/24"]],
    ["another one of IPv6", [...home, fact("2001:db8:1:2::7", 4)], {}, ["2001:db8:1::/48"]],
    ["none of the first days", [fact("203.0.113.7", 0), fact("192.0.2.1", 2)], {}, []],
    ["none after few requests", [fact("203.0.113.7", 0, 49), fact("192.0.2.1", 9)], {}, []],
    ["none that is the key's own", [...home, fact("203.0.113.250", 9)], {}, []],
    ["none that only failed to authenticate", [...home, fact("192.0.2.1", 9, 5, 401)], {}, []],
    [
      "none that its allowlist names",
      [...home, fact("192.0.2.1", 9)],
      { ipAllowlist: ["192.0.2.0/24"] },
      [],
    ],
    [
      "one that its allowlist keeps out",
      [...home, fact("192.0.2.1", 9, 1, 403)],
      { ipAllowlist: ["203.0.113.0/24"] },
      ["192.0.2.0/24"],
    ],
    [
      "one that comes back after a month",
      [
        fact("192.0.2.1", 0),
        fact("203.0.113.7", 0),
        fact("203.0.113.7", 20),
        fact("192.0.2.1", 31),
      ],
      {},
      ["192.0.2.0/24"],
    ],
    [
      "none within the month",
      [...home, fact("192.0.2.1", 3), fact("192.0.2.1", 32)],
      {},
      ["192.0.2.0/24"],
    ],
    [
      "none of a key that is used from anywhere",
      [
        ...Array.from({ length: 20 }, (_, index) => fact(`10.0.${index}.1`, 0)),
        fact("192.0.2.1", 9),
      ],
      {},
      [],
    ],
  ])("%s", (_name, facts, key, expected) => {
    expect(told(facts, key)).toEqual(expected);
  });

  test("come to the same whatever batches they are folded in", () => {
    const facts = fc.array(
      fc.record({
        ip: fc.constantFrom("203.0.113.7", "203.0.113.8", "192.0.2.1"),
        day: fc.nat(20),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(facts, fc.nat(11), (some, at) => {
        const all = some.map(({ ip, day }) => fact(ip, day, 1));
        const first = mergeNetworks("w", [], all.slice(0, at));
        const second = mergeNetworks("w", first, all.slice(at));
        const rows = new Map([...first, ...second].map((row) => [row.network, row]));
        const byNetwork = (row: KeyNetwork) => [
          row.network,
          row.requests,
          row.firstSeenAt,
          row.lastSeenAt,
        ];
        expect([...rows.values()].map(byNetwork).sort()).toEqual(
          mergeNetworks("w", [], all).map(byNetwork).sort(),
        );
      }),
    );
  });

  const openedAt = new Date(HOUR * 1000);
  const after = (days: number) => new Date(HOUR * 1000 + days * DAY_MS);
  test.each<[string, Partial<PlacedKey>, number, string | null]>([
    ["hold while they are used", {}, 6.9, null],
    ["are over after a quiet week", {}, 7, "QUIET"],
    ["are over with a new secret", { rotatedAt: after(1) }, 2, "ROTATED"],
    ["are not over with the secret of before", { rotatedAt: after(-1) }, 2, null],
    ["are over once they are allowed", { ipAllowlist: ["192.0.2.1"] }, 2, "ALLOWLISTED"],
    ["are over with the key", { revokedAt: after(1) }, 2, "STOPPED"],
  ])("%s", (_name, key, days, expected) => {
    const alert = { openedAt, lastSeenAt: openedAt, facts: alertFacts({ ip: "192.0.2.1" }) };
    expect(networkEnd(alert, { ...KEY, ...key }, after(days))).toBe(expected);
  });

  test("are known after a month of use, whoever knows", () => {
    const alert = { openedAt, lastSeenAt: after(29), facts: alertFacts({ ip: "192.0.2.1" }) };
    expect(networkEnd(alert, KEY, after(29.9))).toBeNull();
    expect(networkEnd(alert, KEY, after(30))).toBe("KNOWN");
  });
});

test("every kind has a title of its own numbers, and thresholds that grow in their order", () => {
  for (const kind of Object.keys(ALERT_KINDS) as Array<keyof typeof ALERT_KINDS>) {
    const title = alertTitle({ kind, subject: "7", observed: 0.25, expected: 0.01 });
    expect(title).not.toMatch(/NaN|undefined|null/);
  }
  expect(
    alertTitle({ kind: "INTEGRATION_ERRORS", subject: "", observed: 0.255, expected: 0.01 }),
  ).toBe("25.5 % of requests fail, usually 1 %");
  expect([...ALERT_THRESHOLDS.expiryDays]).toEqual(
    [...ALERT_THRESHOLDS.expiryDays].sort((a, b) => b - a),
  );
  expect([...ALERT_THRESHOLDS.unusedDays]).toEqual(
    [...ALERT_THRESHOLDS.unusedDays].sort((a, b) => a - b),
  );
});

test("the guide tells of every kind, and of its thresholds as they are", () => {
  const guide = readFileSync(new URL("../../../docs/alerts.md", import.meta.url), "utf8");
  const { failures, network, spike, errors, expiryDays, rotationDays, unusedDays } =
    ALERT_THRESHOLDS;
  const told: Record<keyof typeof ALERT_KINDS, readonly number[]> = {
    KEY_AUTHENTICATION_FAILURES: [failures.ofKeyMin, failures.windowMinutes, failures.quietMinutes],
    ADDRESS_AUTHENTICATION_FAILURES: [failures.fromAddressMin, failures.windowMinutes],
    NEW_NETWORK: [
      network.ipv4Bits,
      network.ipv6Bits,
      network.memoryDays,
      network.historyDaysMin,
      network.historyRequestsMin,
      network.networksMax,
      network.quietDays,
    ],
    REQUEST_SPIKE: [spike.requestsMin, spike.historyDays, spike.historyDaysMin],
    INTEGRATION_ERRORS: [
      errors.stableShareMax * 100,
      errors.stableRequestsMin,
      errors.historyDays,
      errors.errorsMin,
      errors.requestsMin,
      errors.shareMin * 100,
      errors.deviations,
      errors.silentHours,
    ],
    EXPIRY: expiryDays.slice(0, 3),
    ROTATION_OVERDUE: Object.values(rotationDays),
    UNUSED: unusedDays,
  };
  for (const [kind, numbers] of Object.entries(told)) {
    const paragraph = guide.split("\n").find((line) => line.startsWith(`\`${kind}\``)) ?? "";
    const written = [...paragraph.matchAll(/\d+(\.\d+)?/g)].map(([number]) => Number(number));
    expect([kind, numbers.filter((number) => !written.includes(number))]).toEqual([kind, []]);
  }
});
