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

test("an owner and a campaign are shown by name, and by id where an old event has no name", () => {
  const named = { ownerId: "2", ownerEmail: "b@example.com" };
  expect(
    auditChanges({
      before: JSON.stringify({ ownerId: "1", ownerEmail: "a@example.com" }),
      after: JSON.stringify(named),
    }),
  ).toEqual([{ title: "Owner", before: "a@example.com", after: "b@example.com" }]);
  expect(
    auditChanges({
      before: null,
      after: JSON.stringify({ ...named, campaignId: "3", campaignName: "Spring" }),
    }),
  ).toEqual([
    { title: "Owner", before: null, after: "b@example.com" },
    { title: "Campaign", before: null, after: "Spring" },
  ]);
  expect(
    auditChanges({
      before: JSON.stringify({ ownerId: "1" }),
      after: JSON.stringify({ ownerId: "2" }),
    }),
  ).toEqual([{ title: "Owner id", before: "1", after: "2" }]);
});

test("a policy and a role are told in the words of their forms", () => {
  expect(
    auditChanges({
      before: JSON.stringify({ lifetimeMaxDays: null, isWriteLimited: true, unusedWarnDays: 30 }),
      after: JSON.stringify({ lifetimeMaxDays: 90, isWriteLimited: false, unusedWarnDays: 30 }),
    }),
  ).toEqual([
    { title: "New keys must expire", before: "off", after: "90 days" },
    {
      title: "Keys that can write need an IP allowlist or an expiry",
      before: "on",
      after: "off",
    },
  ]);
  expect(auditChanges({ before: `{"role":"VIEWER"}`, after: `{"role":"ADMIN"}` })).toEqual([
    { title: "Role", before: "Viewer", after: "Admin" },
  ]);
});

test("rate limits and their maximum are told in words", () => {
  const windows = (limit: number) =>
    JSON.stringify({
      rateLimits: [
        { windowSeconds: 60, limit: 5 },
        { windowSeconds: 3600, limit },
      ],
    });
  expect(auditChanges({ before: windows(1000), after: windows(2000) })).toEqual([
    {
      title: "Rate limits",
      before: "1,000 an hour, 5 a minute",
      after: "2,000 an hour, 5 a minute",
    },
  ]);
  expect(
    auditChanges({ before: `{"rateLimitMax":100000}`, after: `{"rateLimitMax":500}` }),
  ).toEqual([
    { title: "Maximum for rate limits", before: "100,000 an hour", after: "500 an hour" },
  ]);
});

test("what an event ended is shown as it was", () => {
  expect(auditChanges({ before: `{"role":"EDITOR"}`, after: null })).toEqual([
    { title: "Role", before: "Editor", after: "none" },
  ]);
});

test("an old secret's end is told before and after, and which secret it is", () => {
  const after = { start: "lk_live_abcd", closesAt: "2026-11-22T00:00:00.000Z" };
  const changes = auditChanges({
    before: `{"closesAt":"2026-11-21T00:00:00.000Z"}`,
    after: JSON.stringify(after),
  });
  expect(changes.map(({ title }) => title)).toEqual(["Secret begins with", "Old secret stops"]);
  expect(changes[1]?.before).toContain("Nov 2026");
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
