import { ALL_SCOPES, isScope, type Scope } from "@latchkey/shared";
import { GraphQLError, GraphQLScalarType, Kind } from "graphql";

function parseScope(value: unknown): Scope {
  if (typeof value === "string" && isScope(value)) return value;
  // The value itself is not repeated: a secret pasted into the wrong field must not come back.
  throw new GraphQLError("Not a scope.");
}

/** The `resource:action` strings of the shared table. */
export const ScopeScalar = new GraphQLScalarType<Scope, string>({
  name: "Scope",
  description: `A permission, written \`resource:action\`. A write includes its read. One of: ${ALL_SCOPES.map((scope) => `\`${scope}\``).join(", ")}.`,
  serialize: parseScope,
  parseValue: parseScope,
  parseLiteral: (node) => parseScope(node.kind === Kind.STRING ? node.value : null),
});
