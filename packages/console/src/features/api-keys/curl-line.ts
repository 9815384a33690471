import { expandScopes, type Scope } from "@latchkey/shared";

/** A command that works when pasted: the key reads leads when it may, else asks who it is. */
export function curlLine(
  origin: string,
  key: { readonly secret: string; readonly scopes: readonly Scope[] },
): string {
  const query = expandScopes(key.scopes).has("leads:read")
    ? "{ leads(first: 5) { nodes { name email } } }"
    : "{ context { workspace { name } scopes } }";
  return [
    `curl ${origin}/graphql`,
    "  -H 'content-type: application/json'",
    `  -H 'x-api-key: ${key.secret}'`,
    `  -d '${JSON.stringify({ query })}'`,
  ].join(" \\\n");
}
