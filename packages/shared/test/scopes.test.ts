import { describe, expect, test } from "@jest/globals";
import {
  ALL_SCOPES,
  effectiveScopes,
  expandScopes,
  isScope,
  missingScopes,
  PRESETS,
  presetOf,
  ROLES,
  reduceScopes,
  scopeInfo,
  scopesOfRole,
  sortScopes,
  unusableScopes,
} from "@latchkey/shared";
import fc from "fast-check";

const scopes = fc.uniqueArray(fc.constantFrom(...ALL_SCOPES));

describe("the table of scopes", () => {
  test("holds every scope of the contract", () => {
    const resources =
      "campaigns leads lists contacts conversations repositories reviews security-scans credentials webhooks workspaces logs";
    for (const resource of resources.split(" ")) expect(isScope(`${resource}:read`)).toBe(true);
    expect(isScope("credentials:verify")).toBe(true);
    expect(isScope("conversations:write")).toBe(false);
    expect(isScope("logs:write")).toBe(false);
    expect(isScope("__proto__")).toBe(false);
  });

  test("keeps what is for people away from keys", () => {
    const forPeople = ALL_SCOPES.filter((scope) => !scopeInfo(scope).isGrantable);
    expect(forPeople).toEqual(["members:read", "members:write"]);
  });
});

describe("sets of scopes", () => {
  test("a write includes its read and nothing else", () => {
    expect([...expandScopes(["leads:write"])].sort()).toEqual(["leads:read", "leads:write"]);
    expect([...expandScopes(["credentials:verify"])]).toEqual(["credentials:verify"]);
  });

  test("reducing loses nothing that expanding does not bring back", () => {
    fc.assert(
      fc.property(scopes, (given) => {
        expect(sortScopes(expandScopes(reduceScopes(given)))).toEqual(
          sortScopes(expandScopes(given)),
        );
      }),
    );
  });

  test("what is missing, added to what is held, holds all that was wanted", () => {
    fc.assert(
      fc.property(scopes, scopes, (wanted, held) => {
        const missing = missingScopes(wanted, new Set(held));
        const all = expandScopes([...held, ...missing]);
        expect(wanted.every((scope) => all.has(scope))).toBe(true);
        expect(missing.some((scope) => held.includes(scope))).toBe(false);
      }),
    );
  });
});

describe("presets", () => {
  test("are recognised whether or not a write's read is spelled out", () => {
    expect(presetOf(PRESETS.READ_ONLY.scopes)).toBe("READ_ONLY");
    expect(presetOf(PRESETS.READ_WRITE.scopes)).toBe("READ_WRITE");
    expect(presetOf(reduceScopes(PRESETS.READ_WRITE.scopes))).toBe("READ_WRITE");
    expect(presetOf(["leads:read"])).toBeNull();
    expect(presetOf([])).toBeNull();
  });

  test("cover what the guide promises of them", () => {
    for (const scope of ["leads:read", "conversations:read", "campaigns:read"] as const) {
      expect(PRESETS.READ_ONLY.scopes).toContain(scope);
    }
    expect(PRESETS.READ_ONLY.scopes.filter((scope) => !scope.endsWith(":read"))).toEqual([]);
    for (const scope of ["leads:write", "campaigns:write"] as const) {
      expect(PRESETS.READ_WRITE.scopes).toContain(scope);
    }
  });
});

describe("roles", () => {
  test("an admin holds everything, a viewer changes nothing, each more than the one before", () => {
    expect(ROLES.ADMIN.scopes).toEqual(ALL_SCOPES);
    expect(ROLES.VIEWER.scopes.filter((scope) => !scope.endsWith(":read"))).toEqual([]);
    const editor = new Set<string>(ROLES.EDITOR.scopes);
    expect(ROLES.VIEWER.scopes.every((scope) => editor.has(scope))).toBe(true);
  });

  test("a key never has more than its owner's role, and nothing without one", () => {
    fc.assert(
      fc.property(scopes, fc.constantFrom("ADMIN", "EDITOR", "VIEWER", null), (own, role) => {
        const allowed = new Set(scopesOfRole(role, false));
        const effective = effectiveScopes(own, role, false);
        expect(effective.every((scope) => allowed.has(scope) && expandScopes(own).has(scope))).toBe(
          true,
        );
        if (role === null) expect(effective).toEqual([]);
      }),
    );
  });

  test("a key's scopes are what it can use and what its owner keeps it from, and nothing else", () => {
    fc.assert(
      fc.property(scopes, fc.constantFrom("ADMIN", "EDITOR", "VIEWER", null), (own, role) => {
        const effective = effectiveScopes(own, role, false);
        const unusable = unusableScopes(own, role, false);
        expect(unusable.some((scope) => effective.includes(scope))).toBe(false);
        expect(expandScopes([...effective, ...unusable])).toEqual(expandScopes(own));
        expect(unusableScopes(own, role, true)).toEqual([]);
      }),
    );
  });

  test("a platform admin holds everything everywhere", () => {
    expect(scopesOfRole(null, true)).toEqual(ALL_SCOPES);
  });
});
