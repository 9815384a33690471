import { describe, expect, test } from "@jest/globals";
import { shutOut } from "../dist-types/features/api-keys/allowlist.js";
import { allowlistRisk } from "../dist-types/features/api-keys/allowlist-risk.js";

const ME = "192.0.2.9";
const sync = { address: "203.0.113.7", userAgent: "sync/1", requests: 5, refusals: 1 };
const board = { address: "2001:db8::5", userAgent: null, requests: 2, refusals: 0 };
const refused = { address: "198.51.100.1", userAgent: "scan/1", requests: 3, refusals: 3 };

const riskOf = (
  after: readonly string[],
  change: Partial<Parameters<typeof allowlistRisk>[0]> = {},
) =>
  allowlistRisk({
    before: [],
    after,
    ownAddress: ME,
    recentClients: [sync, { ...sync, userAgent: "curl/8" }, board, refused],
    ...change,
  });

describe("a new allowlist", () => {
  test("that lets everybody in that was let in, or nobody out, is no risk", () => {
    expect(riskOf([])).toBeNull();
    expect(riskOf(["203.0.113.0/24", "2001:db8::/32", ME])).toBeNull();
    expect(riskOf(["0.0.0.0/0", "::/0"])).toBeNull();
  });

  test("names the admin's own address and each that was used lately, with its programs", () => {
    expect(riskOf(["10.0.0.0/8"])).toEqual({
      ownAddress: ME,
      clients: [
        { address: "203.0.113.7", programs: ["sync/1", "curl/8"] },
        { address: "2001:db8::5", programs: [] },
      ],
    });
    expect(riskOf(["203.0.113.0/24", "2001:db8::/32"])).toEqual({ ownAddress: ME, clients: [] });
    expect(riskOf([ME, "203.0.113.7"])?.ownAddress).toBeNull();
  });

  test("does not speak of those whom the one before shut out already, or who were only refused", () => {
    expect(riskOf(["203.0.113.7"], { before: ["203.0.113.0/24"] })).toBeNull();
    expect(riskOf(["10.0.0.0/8"], { recentClients: [refused], ownAddress: null })).toBeNull();
  });

  test("waits while an entry cannot be read", () => {
    expect(riskOf(["203.0.113."])).toBeNull();
  });

  test("knows an address in either of its notations", () => {
    expect(riskOf(["::ffff:192.0.2.0/120"], { recentClients: [] })).toBeNull();
  });
});

test("an allowlist says which addresses it shuts out, each once; an empty one shuts out nobody", () => {
  const recent = ["203.0.113.7", "198.51.100.4", "203.0.113.7"];
  expect(shutOut(recent, ["198.51.100.0/24"])).toEqual(["203.0.113.7"]);
  expect(shutOut(recent, [])).toEqual([]);
  expect(shutOut(recent, ["198.51.100."])).toEqual([]);
});
