import { expect, test } from "@jest/globals";
import { shutOut } from "../dist-types/features/api-keys/allowlist.js";
import { keyClients } from "../dist-types/features/api-keys/key-clients.js";

test("requests are grouped by address and program, the busiest first, each with its last time", () => {
  const request = (at: string, ip: string | null, userAgent: string | null) => ({
    at,
    ip,
    userAgent,
  });
  expect(
    keyClients([
      request("2026-11-21T09:00:00Z", "203.0.113.7", "curl/8"),
      request("2026-11-21T11:00:00Z", "203.0.113.7", "sync/1"),
      request("2026-11-21T10:00:00Z", "203.0.113.7", "sync/1"),
      request("2026-11-21T08:00:00Z", null, null),
    ]),
  ).toEqual([
    { ip: "203.0.113.7", userAgent: "sync/1", requests: 2, lastAt: "2026-11-21T11:00:00Z" },
    { ip: "203.0.113.7", userAgent: "curl/8", requests: 1, lastAt: "2026-11-21T09:00:00Z" },
    {
      ip: "unknown address",
      userAgent: "unnamed client",
      requests: 1,
      lastAt: "2026-11-21T08:00:00Z",
    },
  ]);
});

test("an allowlist says which recent addresses it would shut out; an empty one shuts out nobody", () => {
  const recent = ["203.0.113.7", "198.51.100.4", "203.0.113.7"];
  expect(shutOut(recent, ["198.51.100.0/24"])).toEqual(["203.0.113.7"]);
  expect(shutOut(recent, [])).toEqual([]);
  expect(shutOut(recent, ["198.51.100."])).toEqual([]);
});
