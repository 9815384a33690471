import { expect, test } from "@jest/globals";
import { type BadgedKey, keyBadges } from "../dist-types/features/api-keys/key-badges.js";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const daysAgo = (days: number) => new Date(NOW - days * 86_400_000).toISOString();
const KEY: BadgedKey = {
  status: "ACTIVE",
  environment: "LIVE",
  createdAt: daysAgo(1),
  rotatedAt: null,
  lastUsedAt: null,
  expiresAt: null,
};
const titles = (key: Partial<BadgedKey>, unusedWarnDays: number | null = 30) =>
  keyBadges({ ...KEY, ...key }, NOW, unusedWarnDays).map(({ title }) => title);

test.each([
  ["ACTIVE", "Active", "teal"],
  ["INACTIVE", "Inactive", "gray"],
  ["EXPIRED", "Expired", "orange"],
  ["REVOKED", "Revoked", "red"],
] as const)("a key that is %s has the badge %s in %s", (status, title, color) => {
  expect(keyBadges({ ...KEY, status }, NOW, null)).toMatchObject([{ title, color }]);
});

test.each<[string, Partial<BadgedKey>, string[]]>([
  ["a new key that nobody used yet needs no warning", {}, ["Active"]],
  [
    "14 days before its end it expires soon",
    { expiresAt: daysAgo(-14) },
    ["Active", "Expires soon"],
  ],
  ["15 days before its end it does not", { expiresAt: daysAgo(-15) }, ["Active"]],
  ["older than 30 days and never used", { createdAt: daysAgo(31) }, ["Active", "Unused 30 days"]],
  [
    "last used more than 30 days ago",
    { createdAt: daysAgo(80), lastUsedAt: daysAgo(31) },
    ["Active", "Unused 30 days"],
  ],
  ["used within 30 days", { createdAt: daysAgo(80), lastUsedAt: daysAgo(29) }, ["Active"]],
  [
    "a live secret older than 90 days",
    { createdAt: daysAgo(91), lastUsedAt: daysAgo(1) },
    ["Active", "Rotation due"],
  ],
  [
    "a live secret rotated since",
    { createdAt: daysAgo(200), rotatedAt: daysAgo(89), lastUsedAt: daysAgo(1) },
    ["Active"],
  ],
  [
    "a test secret has 180 days",
    { environment: "TEST", createdAt: daysAgo(179), lastUsedAt: daysAgo(1) },
    ["Active"],
  ],
  [
    "a test secret older than 180 days",
    { environment: "TEST", createdAt: daysAgo(181), lastUsedAt: daysAgo(1) },
    ["Active", "Rotation due"],
  ],
  [
    "a revoked key is not nagged about",
    { status: "REVOKED", createdAt: daysAgo(400), expiresAt: daysAgo(-1) },
    ["Revoked"],
  ],
])("%s", (_, key, expected) => {
  expect(titles(key)).toEqual(expected);
});

test.each([
  [null, ["Active"]],
  [7, ["Active", "Unused 7 days"]],
  [10, ["Active", "Unused 10 days"]],
  [11, ["Active"]],
])("unused for 10 days, under a policy that marks after %j", (unusedWarnDays, expected) => {
  expect(titles({ createdAt: daysAgo(10) }, unusedWarnDays)).toEqual(expected);
});
