import { expect, test } from "@jest/globals";
import { auditFilter, readAuditView } from "../dist-types/features/audit-log/audit-view.js";
import { actionText, auditChanges } from "../dist-types/features/audit-log/audit-words.js";

test("an action is said in words, also one that is new", () => {
  expect(actionText("revokeApiKey")).toBe("Revoked a key");
  expect(actionText("changeMemberRole")).toBe("Change member role");
});

test("a change shows what was and what is, and leaves out what says nothing", () => {
  const before = { name: "Old", description: null, ipAllowlist: ["::1"], start: "lk_live_a" };
  const after = { name: "New", description: "Now", ipAllowlist: [], start: "lk_live_a" };
  expect(auditChanges({ before: JSON.stringify(before), after: JSON.stringify(after) })).toEqual([
    { title: "Name", before: "Old", after: "New" },
    { title: "Description", before: null, after: "Now" },
    { title: "IP allowlist", before: "::1", after: "none" },
  ]);
});

test("a new key shows what it was given, scopes reduced, without ids and empty fields", () => {
  const after = {
    id: "1",
    name: "Importer",
    description: null,
    scopes: ["leads:read", "leads:write"],
    ownerId: "2",
    expiresAt: null,
  };
  expect(auditChanges({ before: null, after: JSON.stringify(after) })).toEqual([
    { title: "Name", before: null, after: "Importer" },
    { title: "Permissions", before: null, after: "leads:write" },
  ]);
});

test("text that is no JSON shows nothing and breaks nothing", () => {
  expect(auditChanges({ before: "{", after: "null" })).toEqual([]);
});

test("the last day of a range is included, and a day that is none is not asked for", () => {
  const view = readAuditView(new URLSearchParams("from=2026-02-30x&to=2026-11-21"));
  expect(view.from).toBeNull();
  const { to } = auditFilter(view);
  expect(to && new Date(to).getTime()).toBe(new Date("2026-11-22T00:00").getTime());
});
