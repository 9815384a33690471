import { ALL_SCOPES } from "@latchkey/shared";
import {
  type GraphQLArgument,
  GraphQLError,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
  Kind,
  type SelectionSetNode,
} from "graphql";

/** A schema in JSON Schema's words (2020-12, as OpenAPI 3.1 has it). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a scalar is in JSON; new ones are told here. */
const SCALARS: Readonly<Record<string, JsonSchema>> = {
  ID: { type: "string" },
  String: { type: "string" },
  Int: { type: "integer" },
  Float: { type: "number" },
  Boolean: { type: "boolean" },
  DateTimeISO: { type: "string", format: "date-time" },
  Scope: { type: "string", enum: ALL_SCOPES },
  CustomFields: {
    type: "object",
    additionalProperties: { type: ["string", "number", "boolean", "null"] },
  },
};

/** Of an argument or an input's field. */
export function inputSchema(input: GraphQLArgument | GraphQLInputField): JsonSchema {
  const { defaultValue, description } = input;
  return {
    ...typeSchema(input.type),
    ...(description ? { description } : {}),
    ...(defaultValue === undefined ? {} : { default: defaultValue }),
  };
}

/** Of an object with these fields and no others. */
export function inputObjectSchema(
  fields: ReadonlyArray<GraphQLArgument | GraphQLInputField>,
): JsonSchema {
  const required = fields.filter(isRequiredInputField).map(({ name }) => name);
  return {
    type: "object",
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(fields.map((field) => [field.name, inputSchema(field)])),
    additionalProperties: false,
  };
}

/** Of what a selection of a type holds; a fragment alone is a reference to the component of its name. */
export function outputSchema(
  type: GraphQLOutputType,
  selectionSet: SelectionSetNode | undefined,
): JsonSchema {
  if (isNonNullType(type)) return wholeSchema(getNullableType(type), selectionSet);
  return orNull(wholeSchema(type, selectionSet));
}

function wholeSchema(
  type: GraphQLOutputType,
  selectionSet: SelectionSetNode | undefined,
): JsonSchema {
  if (isListType(type)) return { type: "array", items: outputSchema(type.ofType, selectionSet) };
  const named = getNamedType(type);
  if (!isObjectType(named)) return leafSchema(named as GraphQLLeafType);
  const [first, ...others] = selectionSet?.selections ?? [];
  if (first?.kind === Kind.FRAGMENT_SPREAD && others.length === 0) {
    return { $ref: `${first.name.value}#` };
  }
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const selection of selectionSet?.selections ?? []) {
    if (selection.kind !== Kind.FIELD) throw new GraphQLError("A fragment stands alone");
    const name = selection.name.value;
    const field = named.getFields()[name];
    if (!field) throw new GraphQLError(`${named.name} has no ${name}`);
    const { description } = field;
    properties[name] = {
      ...outputSchema(field.type, selection.selectionSet),
      ...(description ? { description } : {}),
    };
    // What a directive may leave out is not always there.
    if ((selection.directives ?? []).length === 0) required.push(name);
  }
  return { type: "object", required, properties };
}

function typeSchema(type: GraphQLInputType): JsonSchema {
  if (isNonNullType(type)) return wholeInputSchema(getNullableType(type));
  return orNull(wholeInputSchema(type));
}

function wholeInputSchema(type: GraphQLInputType): JsonSchema {
  if (isListType(type)) return { type: "array", items: typeSchema(type.ofType) };
  if (isInputObjectType(type)) {
    const { description } = type;
    return {
      ...inputObjectSchema(Object.values(type.getFields())),
      ...(description ? { description } : {}),
    };
  }
  return leafSchema(getNamedType(type) as GraphQLLeafType);
}

function leafSchema(type: GraphQLLeafType): JsonSchema {
  if (isEnumType(type)) return { type: "string", enum: type.getValues().map(({ name }) => name) };
  const schema = SCALARS[type.name];
  if (!schema) throw new Error(`It is not told what ${type.name} is in JSON`);
  return schema;
}

function orNull(schema: JsonSchema): JsonSchema {
  const { type, enum: values } = schema;
  if (typeof type !== "string") return { anyOf: [schema, { type: "null" }] };
  return {
    ...schema,
    type: [type, "null"],
    ...(Array.isArray(values) ? { enum: [...values, null] } : {}),
  };
}
