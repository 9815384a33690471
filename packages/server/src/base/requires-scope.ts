import type { Scope } from "@latchkey/shared";
import { DirectiveLocation, GraphQLBoolean, GraphQLDirective, GraphQLNonNull } from "graphql";
import { Directive } from "type-graphql";
import { ScopeScalar } from "./scope.scalar.js";

/** On a field: needed to select it. On an object type: needed to select any field of it, wherever it is reached from. */
export const requiresScopeDirective = new GraphQLDirective({
  name: "requiresScope",
  description:
    "Selecting this needs the scope. On an object type it holds for each of its fields, by whatever path they are reached. An operation that lacks one scope runs nothing.",
  locations: [DirectiveLocation.OBJECT, DirectiveLocation.FIELD_DEFINITION],
  isRepeatable: true,
  args: { scope: { type: new GraphQLNonNull(ScopeScalar) } },
});

/** Says out loud that a field or type needs no scope; `anonymous` also opens it to callers without key or session. */
export const publicDirective = new GraphQLDirective({
  name: "public",
  description:
    "Needs no scope: any valid key or session may select it; with `anonymous`, anyone at all.",
  locations: [DirectiveLocation.OBJECT, DirectiveLocation.FIELD_DEFINITION],
  args: { anonymous: { type: new GraphQLNonNull(GraphQLBoolean), defaultValue: false } },
});

/** States the scope that a field, or every field of a type, needs. */
export function RequiresScope(scope: Scope): ClassDecorator & PropertyDecorator & MethodDecorator {
  return Directive(`@requiresScope(scope: "${scope}")`);
}

/** States that a field, or every field of a type, needs no scope. */
export function Public(
  options: { anonymous?: boolean } = {},
): ClassDecorator & PropertyDecorator & MethodDecorator {
  return Directive(options.anonymous ? "@public(anonymous: true)" : "@public");
}
