import { expect, test } from "@jest/globals";
import { ERROR_CODES } from "@latchkey/shared";
import { readFailure } from "../dist-types/api/api-failure.js";
import { errorText, fieldErrors } from "../dist-types/api/error-text.js";

const graphqlError = (extensions: object, message = "") => ({ errors: [{ message, extensions }] });

test.each(Object.keys(ERROR_CODES))("%s has a sentence that is not the bare code", (code) => {
  const text = errorText(graphqlError({ code }));
  expect(text).toMatch(/^[A-Z].+[.]$/);
  expect(text).not.toContain(code);
});

test("a missing scope is named", () => {
  const text = errorText(
    graphqlError({ code: "FORBIDDEN", missingScopes: ["credentials:write", "no:such"] }),
  );
  expect(text).toBe("Your role does not allow this. It needs credentials:write.");
});

test("a conflict the server words is shown in its words", () => {
  expect(errorText(graphqlError({ code: "CONFLICT" }, "This address is taken"))).toBe(
    "This address is taken.",
  );
});

test("a conflict tells what is different and who did it, whatever else it holds", () => {
  const change = { at: "2026-11-21T10:00:00Z", by: "ada@example.com", action: "updateApiKey" };
  const told = readFailure(
    graphqlError({
      code: "CONFLICT",
      changedFields: ["name", 3],
      changes: [{ ...change, fields: ["name"] }, null],
    }),
  );
  expect(told.changedFields).toEqual(["name"]);
  expect(told.changes).toEqual([change, { at: "", by: "", action: "" }]);
  expect(readFailure(graphqlError({ code: "CONFLICT" })).changes).toEqual([]);
});

test("field errors go to the form's fields by their input path", () => {
  const error = graphqlError({
    code: "BAD_USER_INPUT",
    fields: { "input.name": "Name is required.", "input.scopes.1": "Not a scope.", other: "No." },
  });
  expect(fieldErrors(error, ["name", "scopes", "description"])).toEqual({
    name: "Name is required.",
    scopes: "Not a scope.",
  });
});

test("a refusal that arrives as a plain HTTP error is read from its body", () => {
  const error = {
    statusCode: 403,
    bodyText: JSON.stringify({
      errors: [{ message: "", extensions: { code: "FORBIDDEN", decisionId: "d1" } }],
    }),
  };
  expect(readFailure(error)).toMatchObject({ code: "FORBIDDEN", decisionId: "d1" });
});

test.each([
  [401, "UNAUTHENTICATED"],
  [429, "RATE_LIMITED"],
  [502, "UNAVAILABLE"],
  [503, "UNAVAILABLE"],
  [500, "INTERNAL"],
])("an answer of %p without a readable body counts as %p", (statusCode, code) => {
  expect(readFailure({ statusCode, bodyText: "<html>" }).code).toBe(code);
});

test.each([[new TypeError("Failed to fetch")], [undefined], ["text"], [null]])(
  "no answer at all (%p) says that the server cannot be reached",
  (error) => {
    expect(errorText(error)).toMatch(/^The server cannot be reached\./);
  },
);
