import { describe, expect, test } from "@jest/globals";
import { DEFAULT_RATE_LIMITS } from "@latchkey/shared";
import { keyCsv } from "../dist-types/features/api-keys/key-csv.js";
import {
  keyDifferences,
  keyEditChanges,
  keyEditErrors,
  keyEditForm,
  rebasedForm,
} from "../dist-types/features/api-keys/key-edit.js";
import { rateLimitRows } from "../dist-types/features/api-keys/rate-limit-form.js";

type ApiKey = Parameters<typeof keyDifferences>[0];

const KEY: ApiKey = {
  id: "1",
  name: "Importer",
  description: null,
  environment: "LIVE",
  start: "lk_live_abcd",
  lastFour: "wxyz",
  scopes: ["leads:read"],
  campaign: null,
  status: "ACTIVE",
  owner: { id: "2", name: "Ada", email: "ada@example.com" },
  createdAt: "2026-11-01T00:00:00Z",
  lastUsedAt: null,
  lastUsedIp: null,
  lastUsedUserAgent: null,
  rotatedAt: null,
  expiresAt: null,
  revokedAt: null,
  ipAllowlist: ["203.0.113.7"],
  rateLimits: [...DEFAULT_RATE_LIMITS],
  version: 3,
};

test("a form that nobody touched changes nothing", () => {
  expect(keyEditChanges(KEY, keyEditForm(KEY))).toEqual({});
});

test("the CSV file has each key's windows", () => {
  expect(keyCsv([KEY])).toContain(",1000/3600s 100/60s 10/1s,");
});

test("only what was touched is sent", () => {
  const form = { ...keyEditForm(KEY), name: " Loader ", allowlist: "" };
  expect(keyEditChanges(KEY, form)).toEqual({ name: "Loader", ipAllowlist: [] });
});

test("new windows are sent whole, the defaults as none, and those given meanwhile are taken over", () => {
  const limits = [{ windowSeconds: 3600, limit: 50 }];
  const given: ApiKey = { ...KEY, rateLimits: limits };
  const form = { ...keyEditForm(KEY), rateLimits: rateLimitRows(limits) };
  expect(keyEditChanges(KEY, form)).toEqual({ rateLimits: limits });
  expect(keyEditChanges(given, keyEditForm(KEY))).toEqual({ rateLimits: null });
  expect(keyEditChanges(given, rebasedForm(keyEditForm(KEY), KEY, given))).toEqual({});
  expect(keyDifferences(KEY, given)).toMatchObject([{ field: "rateLimits", after: "50 an hour" }]);
});

test("another owner is sent, and taken over when somebody else gave it away", () => {
  const form = { ...keyEditForm(KEY), ownerId: "3" };
  expect(keyEditChanges(KEY, form)).toEqual({ ownerId: "3" });
  const given: ApiKey = { ...KEY, owner: { id: "4", name: "Bo", email: "bo@example.com" } };
  expect(rebasedForm(keyEditForm(KEY), KEY, given).ownerId).toBe("4");
  expect(rebasedForm(form, KEY, given).ownerId).toBe("3");
});

test("each bad entry of the allowlist is named with its own sentence", () => {
  const errors = keyEditErrors(
    KEY,
    { ...keyEditForm(KEY), allowlist: "10.1, 203.0.113.7\n::1/129" },
    1000,
  );
  expect(errors.allowlist?.split("\n").map((line) => line.split(": ")[0])).toEqual([
    "10.1",
    "::1/129",
  ]);
});

describe("when somebody else changed the key meanwhile", () => {
  const current: ApiKey = {
    ...KEY,
    name: "Importer (EU)",
    scopes: ["leads:write"],
    ipAllowlist: [],
    status: "INACTIVE",
    version: 5,
  };

  test("each field that differs is listed, old and new", () => {
    expect(keyDifferences(KEY, current)).toEqual([
      { field: "name", title: "Name", before: "Importer", after: "Importer (EU)" },
      { field: "scopes", title: "Permissions", before: "leads:read", after: "leads:write" },
      { field: "ipAllowlist", title: "IP allowlist", before: "203.0.113.7", after: "any address" },
      { field: "status", title: "Status", before: "active", after: "inactive" },
    ]);
    expect(keyDifferences(KEY, { ...KEY, version: 9 })).toEqual([]);
  });

  test("the form keeps what was touched and takes over the rest", () => {
    const form = { ...keyEditForm(KEY), description: "Mine" };
    const rebased = rebasedForm(form, KEY, current);
    expect(rebased).toEqual({ ...keyEditForm(current), description: "Mine" });
    expect(keyEditChanges(current, rebased)).toEqual({ description: "Mine" });
  });
});
