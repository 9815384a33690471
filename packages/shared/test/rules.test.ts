import { describe, expect, test } from "@jest/globals";
import {
  ERROR_CODES,
  emailProblem,
  newKeyProblems,
  newLeadProblems,
  newWorkspaceProblems,
  signInProblems,
  textProblem,
} from "@latchkey/shared";

const NOW = new Date("2026-01-01T00:00:00Z");

describe("e-mail addresses", () => {
  test.each(["ada@example.com", "a.b+c@sub.example.co", "ünï@exämple.de", " ada@example.com "])(
    "%j is taken",
    (email) => {
      expect(emailProblem(email, { required: true })).toBeNull();
    },
  );

  test.each([
    "",
    "ada",
    "ada@",
    "@example.com",
    "ada@example",
    "a b@example.com",
    "ada@ex..com",
    "<ada@example.com>",
    `${"a".repeat(250)}@example.com`,
    `${"İ".repeat(130)}@example.com`,
  ])("%j is refused", (email) => {
    expect(emailProblem(email, { required: true })).not.toBeNull();
  });
});

describe("text", () => {
  const rule = { label: "Name", max: 5, required: true };

  test("is measured in characters, after trimming", () => {
    expect(textProblem("  12345  ", rule)).toBeNull();
    expect(textProblem("🔑🔑🔑🔑🔑", rule)).toBeNull();
    expect(textProblem("123456", rule)).toBe("Name can have at most 5 characters.");
  });

  test("takes no control characters and no breaks", () => {
    for (const text of ["a\u0000", "a\nb", "a\tb"]) {
      expect(textProblem(text, rule)).toBe(
        "Name cannot contain line breaks or control characters.",
      );
    }
  });

  test("takes nothing that cannot be seen, or that hides something", () => {
    expect(textProblem("\u200b\u200d", rule)).toBe("Name shows nothing.");
    expect(textProblem("a\u202eb", rule)).toBe("Name has characters that cannot be shown.");
    expect(textProblem("a\ud800", rule)).toBe("Name has characters that cannot be shown.");
    expect(textProblem("👨‍👩‍👧", rule)).toBeNull();
    const key = `lk_live_${"a".repeat(44)}`;
    expect(textProblem(key, { ...rule, max: 80 })).toContain("looks like an API key");
  });

  test("may be missing only where it is not required", () => {
    expect(textProblem(" ", rule)).toBe("Name is required.");
    expect(textProblem(null, { label: "Name", max: 5 })).toBeNull();
  });
});

describe("forms", () => {
  test("good ones have no problems", () => {
    expect(newKeyProblems({ name: "K", scopes: ["leads:read"] }, NOW)).toEqual({});
    expect(newLeadProblems({ name: "Ada", email: "ada@example.com" })).toEqual({});
    expect(signInProblems({ email: "ada@example.com", password: "x" })).toEqual({});
    expect(newWorkspaceProblems({ name: "Acme", slug: "acme-2" })).toEqual({});
  });

  test("bad ones have one sentence a field", () => {
    expect(newKeyProblems({ name: "", scopes: ["nonsense", "members:write"] }, NOW)).toEqual({
      name: "Name is required.",
      "scopes.0": "Not a scope.",
      "scopes.1": "members:write cannot be given to a key.",
    });
    expect(newWorkspaceProblems({ name: "Acme", slug: "sign-in" })).toEqual({
      slug: "This address is reserved.",
    });
    for (const slug of ["Acme", "a--b", "-a", "a b", "ä"]) {
      expect(Object.keys(newWorkspaceProblems({ name: "Acme", slug }))).toEqual(["slug"]);
    }
  });
});

test("the words of the contract's refusals", () => {
  const words = Object.entries(ERROR_CODES).map(([code, { status, message }]) => [
    code,
    status,
    message,
  ]);
  expect(words).toEqual(
    expect.arrayContaining([
      ["UNAUTHENTICATED", 401, "Missing API key"],
      ["FORBIDDEN", 403, "Insufficient permissions"],
      ["NOT_FOUND", 404, "Not found"],
      ["RATE_LIMITED", 429, "Too Many Requests"],
      ["UNAVAILABLE", 503, "Service unavailable"],
      ["INTERNAL", 500, "Internal server error"],
    ]),
  );
});
