import { expect, test } from "@jest/globals";
import { PRESETS, presetOf } from "@latchkey/shared";
import { curlLine } from "../dist-types/features/api-keys/curl-line.js";
import {
  scopesOf,
  startingPermissions,
  withChoice,
} from "../dist-types/features/api-keys/permissions.js";

test("a new form starts with the least", () => {
  expect(presetOf(scopesOf(startingPermissions))).toBe("READ_ONLY");
});

test("Custom starts from the preset it replaces and keeps what was ticked", () => {
  const custom = withChoice({ choice: "READ_WRITE", customScopes: [] }, "CUSTOM");
  expect(presetOf(scopesOf(custom))).toBe("READ_WRITE");
  const ticked = { choice: "READ_ONLY", customScopes: ["logs:read"] } as const;
  expect(scopesOf(withChoice(ticked, "CUSTOM"))).toEqual(["logs:read"]);
});

test("a preset asks for exactly its scopes", () => {
  expect(scopesOf({ choice: "READ_ONLY", customScopes: ["logs:read"] })).toEqual(
    PRESETS.READ_ONLY.scopes,
  );
});

test("the example asks only what the key may ask", () => {
  const origin = "http://127.0.0.1:4000";
  expect(curlLine(origin, { secret: "lk_live_x", scopes: ["leads:write"] })).toContain("leads(");
  const line = curlLine(origin, { secret: "lk_live_x", scopes: ["logs:read"] });
  expect(line).toContain("x-api-key: lk_live_x");
  expect(line).not.toContain("leads(");
});
