import { describe, expect, test } from "@jest/globals";
import { ownerLimitText } from "../dist-types/features/api-keys/owner-limits.js";
import { keyEffects } from "../dist-types/features/members/key-effects.js";
import { isLastAdmin } from "../dist-types/features/members/last-admin.js";
import {
  handOverText,
  removalText,
  revokeText,
  roleEffectText,
} from "../dist-types/features/members/member-sentences.js";

const ADMIN = { role: "ADMIN", isPlatformAdmin: false } as const;
const EDITOR = { role: "EDITOR", isPlatformAdmin: false } as const;
const VIEWER = { role: "VIEWER", isPlatformAdmin: false } as const;
const PLATFORM = { role: "VIEWER", isPlatformAdmin: true } as const;
const KEYS = [
  { id: "1", name: "Importer", scopes: ["leads:write", "lists:read"] },
  { id: "2", name: "Dashboard", scopes: ["leads:read"] },
  { id: "3", name: "Hooks", scopes: ["webhooks:write"] },
] as const;

describe("what a change of owner or role does to keys", () => {
  test("each key that loses something is named with what it loses, and no other", () => {
    expect(keyEffects(KEYS, ADMIN, VIEWER)).toEqual([
      { id: "1", name: "Importer", loses: ["leads:write"], gains: [] },
      { id: "3", name: "Hooks", loses: ["webhooks:write"], gains: [] },
    ]);
  });

  test("what a key had lost before is not lost again, and comes back with the role", () => {
    expect(keyEffects(KEYS, EDITOR, VIEWER)).toEqual([
      { id: "1", name: "Importer", loses: ["leads:write"], gains: [] },
    ]);
    expect(keyEffects(KEYS, VIEWER, EDITOR)).toEqual([
      { id: "1", name: "Importer", loses: [], gains: ["leads:write"] },
    ]);
  });

  test("a platform admin's role limits no key", () => {
    expect(keyEffects(KEYS, ADMIN, PLATFORM)).toEqual([]);
    expect(roleEffectText(2, PLATFORM, "EDITOR")).toBe(
      "2 keys keep everything: this is a platform admin, whose role limits no key.",
    );
  });

  test.each([
    [0, "VIEWER", "No key belongs to this member."],
    [1, "VIEWER", "1 key will do no more than a Viewer may, from its next request."],
    [3, "VIEWER", "3 keys will do no more than a Viewer may, from their next request."],
    [3, "ADMIN", "3 keys may do what an Admin may, as far as their own permissions go."],
  ] as const)("of %i keys of an Editor made %s it says so in words", (keyCount, role, text) => {
    expect(roleEffectText(keyCount, EDITOR, role)).toBe(text);
  });

  test("of removed members' keys it says whose they are, or that they stop", () => {
    expect(handOverText(1, "Vic", VIEWER)).toBe(
      "1 key will belong to Vic. It works on with the same secret, and does no more than a Viewer may.",
    );
    expect(handOverText(2, "Pat", PLATFORM)).toBe(
      "2 keys will belong to Pat. They work on with the same secrets, as far as their own permissions go.",
    );
    expect(revokeText(2)).toBe(
      "2 keys will be revoked. Every program that uses one of them is refused at once and for good.",
    );
  });
});

test("removing a platform admin is not said to keep them out", () => {
  expect(removalText(PLATFORM, false)).toContain("can still open");
  expect(removalText(EDITOR, false)).toContain("can no longer open");
});

test("the last admin is the only one, whoever else there is", () => {
  const members = [
    { id: "a", role: "ADMIN" },
    { id: "b", role: "EDITOR" },
  ] as const;
  expect(isLastAdmin(members, "a")).toBe(true);
  expect(isLastAdmin(members, "b")).toBe(false);
  expect(isLastAdmin([...members, { id: "c", role: "ADMIN" }], "a")).toBe(false);
});

test("a key's owner is told to hold too little only when that is so", () => {
  const vic = { id: "v", name: "Vic", email: "vic@example.com", ...VIEWER };
  expect(ownerLimitText(["leads:read"], vic)).toBeNull();
  expect(ownerLimitText(["leads:write", "webhooks:read"], vic)).toBe(
    "Vic is a Viewer: while the key is theirs, it cannot use leads:write, webhooks:read.",
  );
  expect(ownerLimitText(["leads:write"], { ...vic, ...PLATFORM })).toBeNull();
});
