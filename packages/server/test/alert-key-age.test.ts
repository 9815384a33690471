import { describe, expect, test } from "@jest/globals";
import { writeIdentity } from "../dist/resources/alerts/alert-finding.js";
import { keyAgeEnd } from "../dist/resources/alerts/key-age-check.js";
import { type AgingKey, findKeyAges } from "../dist/resources/alerts/key-age-findings.js";

const DAY_MS = 86_400_000;
const NOW = new Date(Date.UTC(2026, 10, 21, 12));

function daysAgo(days: number): Date {
  return new Date(NOW.getTime() - days * DAY_MS);
}

/** A live key of ten days, used an hour ago. */
function keyWith(some: Partial<AgingKey>): AgingKey {
  return {
    id: "key",
    workspaceId: "workspace",
    environment: "LIVE",
    createdAt: daysAgo(10),
    lastUsedAt: daysAgo(1 / 24),
    activatedAt: null,
    rotatedAt: null,
    expiresAt: null,
    deactivatedAt: null,
    revokedAt: null,
    deletedAt: null,
    ...some,
  };
}

function told(some: Partial<AgingKey>, now = NOW): string[] {
  return findKeyAges(keyWith(some), now).map(({ kind, subject }) => `${kind} ${subject}`.trim());
}

describe("a key's age", () => {
  const old = { createdAt: daysAgo(60) };
  test.each<[string, Partial<AgingKey>, string[]]>([
    ["nothing of a young key in use", {}, []],
    ["an expiry in 30 days to the instant", { ...old, expiresAt: daysAgo(-30) }, ["EXPIRY 30"]],
    ["none a millisecond earlier", { ...old, expiresAt: new Date(+daysAgo(-30) + 1) }, []],
    ["the most urgent of the warnings", { ...old, expiresAt: daysAgo(-6.9) }, ["EXPIRY 7"]],
    ["the last day", { ...old, expiresAt: daysAgo(-0.5) }, ["EXPIRY 1"]],
    ["none of one that has expired", { ...old, expiresAt: NOW }, []],
    [
      "none of what it was made for: a week from the start",
      { createdAt: NOW, expiresAt: daysAgo(-7) },
      [],
    ],
    ["nor of an hour", { createdAt: NOW, expiresAt: daysAgo(-1 / 24) }, []],
    ["a live secret of 90 days", { createdAt: daysAgo(90) }, ["ROTATION_OVERDUE"]],
    ["none of 89", { createdAt: daysAgo(89) }, []],
    [
      "a test secret of 180 days",
      { createdAt: daysAgo(180), environment: "TEST" },
      ["ROTATION_OVERDUE"],
    ],
    ["none of 179", { createdAt: daysAgo(179), environment: "TEST" }, []],
    ["none once it is rotated", { createdAt: daysAgo(400), rotatedAt: daysAgo(1) }, []],
    ["30 days without a use", { ...old, lastUsedAt: daysAgo(30) }, ["UNUSED 30"]],
    [
      "30 days since it was made, when it never was used",
      { createdAt: daysAgo(30), lastUsedAt: null },
      ["UNUSED 30"],
    ],
    [
      "90 in place of 30",
      { createdAt: daysAgo(95), rotatedAt: daysAgo(5), lastUsedAt: daysAgo(90) },
      ["UNUSED 90"],
    ],
    [
      "the whole time again once it was activated",
      { ...old, lastUsedAt: daysAgo(40), activatedAt: daysAgo(29) },
      [],
    ],
    ["nothing of a deactivated key", { ...old, lastUsedAt: null, deactivatedAt: daysAgo(1) }, []],
    ["nothing of a revoked key", { ...old, lastUsedAt: null, revokedAt: daysAgo(1) }, []],
  ])("tells %s", (_name, key, expected) => {
    expect(told(key)).toEqual(expected);
  });

  test("was last seen at the same instant whenever it is looked at, so that each warning is told once", () => {
    const key = keyWith({
      createdAt: daysAgo(100),
      lastUsedAt: daysAgo(31),
      expiresAt: daysAgo(-13),
    });
    const seen = [NOW, daysAgo(-0.7), daysAgo(-5)].map((now) =>
      findKeyAges(key, now).map(({ lastSeenAt }) => lastSeenAt),
    );
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(seen[0]).toEqual([daysAgo(1), daysAgo(10), daysAgo(1)]);
  });
});

describe("an alert about a key's age", () => {
  const unused = { createdAt: daysAgo(60), lastUsedAt: daysAgo(35) };
  const overdue = { createdAt: daysAgo(100) };
  const ending = { createdAt: daysAgo(60), expiresAt: daysAgo(-13) };

  function endOf(then: Partial<AgingKey>, now: Partial<AgingKey> | null): string | null {
    const [finding] = findKeyAges(keyWith(then), NOW);
    if (!finding) throw new Error("Nothing was told");
    const alert = { ...finding, identity: writeIdentity(finding) };
    return keyAgeEnd(alert, now && keyWith({ ...then, ...now }), NOW);
  }

  test.each<[string, Partial<AgingKey>, Partial<AgingKey> | null, string | null]>([
    ["holds while nothing changes", unused, {}, null],
    ["ends with a use", unused, { lastUsedAt: NOW }, "USED"],
    ["ends with a use even when it is unused again", unused, { lastUsedAt: daysAgo(31) }, "USED"],
    [
      "gives way to the next one",
      unused,
      { createdAt: daysAgo(99), rotatedAt: NOW, lastUsedAt: daysAgo(95) },
      "SUPERSEDED",
    ],
    ["ends when the key is deactivated", unused, { deactivatedAt: NOW }, "STOPPED"],
    ["ends when the key is gone", unused, null, "STOPPED"],
    ["ends with a rotation", overdue, { rotatedAt: NOW }, "ROTATED"],
    ["holds until a rotation", overdue, {}, null],
    ["ends when the key has expired", ending, { expiresAt: NOW }, "STOPPED"],
    ["gives way to the next expiry warning", ending, { expiresAt: daysAgo(-6) }, "SUPERSEDED"],
    ["ends with the key", overdue, { revokedAt: NOW }, "STOPPED"],
  ])("%s", (_name, then, now, expected) => {
    expect(endOf(then, now)).toBe(expected);
  });
});
