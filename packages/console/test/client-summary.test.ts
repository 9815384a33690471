import { expect, test } from "@jest/globals";
import { clientSummary } from "../dist-types/features/api-keys/client-summary.js";

const client = (address: string | null, userAgent: string | null) => ({
  address,
  userAgent,
  lastSeenAt: "2026-11-21T11:00:00Z",
  requests: 1,
  refusals: 0,
});

test.each([
  [[], 0, "not used in the last 7 days"],
  [[client("203.0.113.7", "sync/1")], 1, "203.0.113.7 (sync/1)"],
  [
    [client("203.0.113.7", null), client(null, "curl/8")],
    2,
    "203.0.113.7, an unknown address (curl/8)",
  ],
  [[client("::1", null), client("::2", null), client("::3", null)], 3, "::1, ::2 and 1 other"],
  [[client("::1", null), client("::2", null), client("::3", null)], 24, "::1, ::2 and 22 others"],
])("%j of %i clients are told as they are", (recentClients, recentClientCount, text) => {
  expect(clientSummary({ recentClients, recentClientCount })).toBe(text);
});
