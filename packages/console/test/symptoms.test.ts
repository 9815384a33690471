import { describe, expect, test } from "@jest/globals";
import { DEFAULT_RATE_LIMITS, type RateLimit } from "@latchkey/shared";
import {
  type RefusedKey,
  refusalSymptoms,
} from "../dist-types/features/api-keys/refusal-symptoms.js";
import {
  type ExplainedKey,
  stateSymptoms,
} from "../dist-types/features/api-keys/state-symptoms.js";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const KEY: ExplainedKey & RefusedKey = {
  status: "ACTIVE",
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: "2026-11-21T11:00:00Z",
  ipAllowlist: [],
  secrets: [{ closesAt: null, lastUsedAt: null }],
  scopes: ["leads:write"],
  effectiveScopes: ["leads:read", "leads:write"],
  rateLimits: DEFAULT_RATE_LIMITS,
};

describe("what a key's state says", () => {
  test("a key in order has nothing in the way", () => {
    expect(stateSymptoms(KEY, NOW)).toEqual([]);
  });

  test.each([
    ["REVOKED", /revoked/, /new one/],
    ["EXPIRED", /expired/, /do not move it/],
    ["INACTIVE", /deactivated/, /Activate it/],
  ] as const)("%s alone is the reason, and certain", (status, title, remedy) => {
    const [symptom, ...others] = stateSymptoms({ ...KEY, status, lastUsedAt: null }, NOW);
    expect(symptom).toMatchObject({ isBlocking: true });
    expect(symptom?.title).toMatch(title);
    expect(symptom?.remedy).toMatch(remedy);
    expect(others).toEqual([]);
  });

  test.each<[string, Partial<ExplainedKey>, RegExp]>([
    ["a key that was never used", { lastUsedAt: null }, /never used/],
    ["an allowlist", { ipAllowlist: ["203.0.113.7"] }, /IP allowlist/],
    [
      "an old secret that still works",
      { secrets: [{ closesAt: "2026-11-22T00:00:00Z", lastUsedAt: null }] },
      /old secret still works/,
    ],
  ])("%s is worth a look, and not in the way", (_, key, title) => {
    const [symptom] = stateSymptoms({ ...KEY, ...key }, NOW);
    expect(symptom).toMatchObject({ isBlocking: false });
    expect(symptom?.title).toMatch(title);
  });

  test("an owner whose role allows nothing is in the way, one whose role allows less is not", () => {
    const [none] = stateSymptoms({ ...KEY, effectiveScopes: [] }, NOW);
    expect(none).toMatchObject({ isBlocking: true });
    expect(none?.title).toMatch(/allows none/);
    const [some] = stateSymptoms({ ...KEY, effectiveScopes: ["leads:read"] }, NOW);
    expect(some).toMatchObject({ isBlocking: false });
    expect(some?.title).toMatch(/only some/);
  });

  test("a secret that is closed already is no longer mentioned", () => {
    const secrets = [{ closesAt: "2026-11-20T00:00:00Z", lastUsedAt: null }];
    expect(stateSymptoms({ ...KEY, secrets }, NOW)).toEqual([]);
  });
});

describe("what its refusals say", () => {
  const refusal = (reason: string | null, at = "2026-11-21T10:00:00Z", ip = "198.51.100.4") => ({
    at,
    ip,
    reason,
    errorCode: "FORBIDDEN",
    statusCode: 403,
  });
  const remedy = (reason: string, key: Partial<RefusedKey> = {}) =>
    refusalSymptoms([refusal(reason)], { ...KEY, ...key })[0]?.remedy;

  test("refusals are counted by reason, the latest first", () => {
    const found = refusalSymptoms(
      [
        refusal("The key has expired", "2026-11-20T10:00:00Z"),
        refusal(null, "2026-11-21T10:00:00Z"),
        refusal("The key has expired", "2026-11-19T10:00:00Z", "198.51.100.5"),
      ],
      KEY,
    );
    expect(found).toMatchObject([
      { reason: "FORBIDDEN", count: 1 },
      {
        reason: "The key has expired",
        count: 2,
        lastAt: "2026-11-20T10:00:00Z",
        addresses: ["198.51.100.4", "198.51.100.5"],
      },
    ]);
  });

  test.each([
    ["Missing scope campaigns:write", /Add the permission/],
    ["The key is limited to another campaign", /campaign is fixed/],
    ["This secret was rotated out", /last rotation/],
    ["The key has expired", /cannot be moved/],
    ["The key is revoked", /new key/],
    ["No such campaign in this workspace", /does not exist/],
    ["Invalid input: query", /schema/],
    ["Invalid input: input.email", /Correct those fields/],
    ["Something of tomorrow", /Request Logs/],
  ])("%s has its remedy", (reason, expected) => {
    expect(remedy(reason)).toMatch(expected);
  });

  test("refusals for a full window are one symptom, whatever each request cost", () => {
    const full = (units: number) => refusal(`${units} unit(s) would be more than 100 in 60 s`);
    const found = refusalSymptoms(
      [full(1), full(3), full(101), refusal("The key has expired")],
      KEY,
    );
    expect(found.map(({ reason, count }) => [reason, count])).toEqual([
      ["The window of 100 a minute was full", 2],
      ["One request asked for more than the window of 100 a minute holds", 1],
      ["The key has expired", 1],
    ]);
  });

  test.each<[string, string, readonly RateLimit[], RegExp]>([
    ["is still there", "1", DEFAULT_RATE_LIMITS, /Retry-After .* bulk .* raise the limit/],
    ["was raised", "1", [{ windowSeconds: 60, limit: 200 }], /By now .* 200 a minute/],
    ["was taken away", "1", [{ windowSeconds: 3600, limit: 9 }], /This is over/],
    ["is smaller than a request", "101", DEFAULT_RATE_LIMITS, /never fits .* Split it/],
  ])("a full window that %s has its own remedy", (_, units, rateLimits, expected) => {
    expect(remedy(`${units} unit(s) would be more than 100 in 60 s`, { rateLimits })).toMatch(
      expected,
    );
  });

  test("a permission that the owner's role cuts is not the key's fault", () => {
    expect(remedy("Missing scope leads:write", { effectiveScopes: ["leads:read"] })).toMatch(
      /owner’s role/,
    );
  });

  test("what was put right since is said to be over", () => {
    expect(remedy("Missing scope leads:write")).toMatch(/over/);
    expect(remedy("The key is deactivated")).toMatch(/over/);
    expect(remedy("The key is deactivated", { status: "INACTIVE" })).toMatch(/Activate/);
    const reason = "The address is not in the key's allowlist";
    expect(remedy(reason, { ipAllowlist: ["198.51.100.0/24"] })).toMatch(/over/);
    expect(remedy(reason, { ipAllowlist: ["203.0.113.7"] })).toMatch(/Add the address/);
  });
});
