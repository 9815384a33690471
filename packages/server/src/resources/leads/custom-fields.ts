import { CUSTOM_FIELD_LIMITS, type CustomFields } from "@latchkey/shared";
import {
  GraphQLError,
  GraphQLScalarType,
  Kind,
  type ValueNode,
  valueFromASTUntyped,
  visit,
} from "graphql";
import { Column } from "typeorm";

const { fieldsMax, nameMax, textMax, jsonMax } = CUSTOM_FIELD_LIMITS;

function parseFields(value: unknown): CustomFields {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    // Whatever the values are: the shared rules say which field is wrong, and why.
    return value as CustomFields;
  }
  throw new GraphQLError('Expected type "CustomFields" to be an object.');
}

/** What is given. Nothing inside a value is kept: it is refused, and nobody walks it, however deep it goes. */
function readFields(given: unknown): CustomFields {
  const fields = parseFields(given);
  if (!Object.values(fields).some(isNested)) return fields;
  const flat = Object.entries(fields).map(([name, value]) => [name, isNested(value) ? {} : value]);
  return Object.fromEntries(flat);
}

function isNested(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

/** A record's fields of a workspace's own, as one JSON object. */
export const CustomFieldsScalar = new GraphQLScalarType<CustomFields, CustomFields>({
  name: "CustomFields",
  description: `A JSON object of up to ${fieldsMax} fields: names of up to ${nameMax} characters to a text of up to ${textMax}, a number, true, false or null; together up to ${jsonMax} characters of JSON. In a change, what is not named stays, and null takes a field away.`,
  serialize: parseFields,
  parseValue: readFields,
  parseLiteral: (node) => readFields(readLiteral(node)),
});

/** A compiled operation loses variables inside a scalar, and a field named `__proto__`; better it is said. */
function readLiteral(node: ValueNode): unknown {
  visit(node, {
    Variable: () => {
      throw new GraphQLError("Custom fields hold no variables; hand over all of them as one.");
    },
    ObjectField: ({ name }) => {
      if (name.value === "__proto__") {
        throw new GraphQLError("A custom field's name cannot be __proto__.");
      }
    },
  });
  return node.kind === Kind.OBJECT ? valueFromASTUntyped(node) : null;
}

/** Custom fields as they are kept: JSON, or null for none. */
export function writeCustomFields(fields: CustomFields): string | null {
  return Object.keys(fields).length === 0 ? null : JSON.stringify(fields);
}

/** The column of a record's custom fields. */
export function CustomFieldsColumn(): PropertyDecorator {
  return Column({
    type: "text",
    nullable: true,
    transformer: {
      to: (fields: CustomFields | undefined) => writeCustomFields(fields ?? {}),
      from: (json: string | null): CustomFields => JSON.parse(json ?? "{}"),
    },
  });
}
