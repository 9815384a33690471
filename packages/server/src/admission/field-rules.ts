import { getDirective } from "@graphql-tools/utils";
import { isScope, type Scope } from "@latchkey/shared";
import {
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from "graphql";

/** What it takes to select one field of one object type. */
export interface FieldRule {
  readonly scopes: readonly Scope[];
  /** Open to callers without key or session; root fields only. */
  readonly isAnonymous: boolean;
}

/** The rule of each `Type.field` of a schema. */
export type FieldRules = ReadonlyMap<string, FieldRule>;

/** Fields that state neither a scope nor that they are public; the server does not start over them. */
export class UnstatedFieldsError extends Error {
  override readonly name = "UnstatedFieldsError";

  constructor(readonly fields: readonly string[]) {
    super(
      `Every field must state @requiresScope or @public, itself or by its type. These state neither: ${fields.join(", ")}`,
    );
  }
}

/**
 * Reads every field's rule from the schema's directives. A field needs its own scopes and those of
 * the type it stands on, `__typename` those of its type; on the root types each field must state its
 * own. Throws `UnstatedFieldsError` naming all fields that state nothing.
 */
export function readFieldRules(schema: GraphQLSchema): FieldRules {
  const rules = new Map<string, FieldRule>();
  const unstated: string[] = [];
  const roots = new Set([schema.getQueryType(), schema.getMutationType()]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type)) continue;
    // An interface's fields are judged on the object types behind it.
    if (isInterfaceType(type) || !isObjectType(type)) continue;
    const ofType = roots.has(type) ? null : readStatement(schema, type);
    // That there is such an object, and how many, is told by this one alone.
    if (ofType) rules.set(`${type.name}.__typename`, ofType);
    for (const field of Object.values(type.getFields())) {
      const name = `${type.name}.${field.name}`;
      const ofField = readStatement(schema, field);
      if (!ofType && !ofField) unstated.push(name);
      rules.set(name, {
        scopes: [...new Set([...(ofType?.scopes ?? []), ...(ofField?.scopes ?? [])])],
        isAnonymous: ofField?.isAnonymous ?? false,
      });
    }
  }
  if (unstated.length > 0) throw new UnstatedFieldsError(unstated);
  return rules;
}

/** The object types a value of this type can be. */
export function possibleTypes(
  schema: GraphQLSchema,
  type: GraphQLNamedOutputType,
): readonly GraphQLObjectType[] {
  if (isObjectType(type)) return [type];
  return "getFields" in type || "getTypes" in type ? schema.getPossibleTypes(type) : [];
}

function readStatement(
  schema: GraphQLSchema,
  node: Parameters<typeof getDirective>[1],
): FieldRule | null {
  const scopes = (getDirective(schema, node, "requiresScope") ?? []).map((args) => {
    const scope: unknown = args["scope"];
    if (typeof scope !== "string" || !isScope(scope))
      throw new Error("@requiresScope names no scope");
    return scope;
  });
  const [open] = getDirective(schema, node, "public") ?? [];
  if (scopes.length === 0 && !open) return null;
  return { scopes, isAnonymous: open?.["anonymous"] === true };
}
