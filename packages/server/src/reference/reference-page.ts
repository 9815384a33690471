import { ERROR_CODES, SCOPE_INFOS } from "@latchkey/shared";
import {
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
} from "graphql";
import { type FieldRule, type FieldRules, readFieldRules } from "../admission/field-rules.js";
import { cell, describeInput, table, typeLink } from "./reference-cells.js";

const INTRODUCTION = `# API reference

One endpoint, \`POST /graphql\`, with your key in the header \`x-api-key\`. Every field says which scope it needs; a field of an object needs its type's scope too. A write scope includes its read. An operation that lacks one scope runs nothing.
`;

/** docs/reference.md: every query, mutation and type of the schema, each field with its scope. */
export function referencePage(source: GraphQLSchema): string {
  const schema = lexicographicSortSchema(source);
  const rules = readFieldRules(source);
  const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith("__"));
  const roots = [schema.getQueryType(), schema.getMutationType()];
  const objects = types.filter(isObjectType).filter((type) => !roots.includes(type));
  const scalars = types.filter(isScalarType).filter((type) => !isSpecifiedScalarType(type));
  return [
    INTRODUCTION,
    scopesSection(),
    errorsSection(),
    ...rootSection("Queries", "query", schema.getQueryType(), rules),
    ...rootSection("Mutations", "mutation", schema.getMutationType(), rules),
    "## Types\n",
    ...objects.map((type) => objectSection(type, rules)),
    "## Inputs\n",
    ...types.filter(isInputObjectType).map(inputSection),
    "## Enums\n",
    ...types.filter(isEnumType).map(enumSection),
    "## Scalars\n",
    ...scalars.map((type) => `${heading("scalar", type)}${type.description ?? ""}\n`),
  ].join("\n");
}

function scopesSection(): string {
  const rows = SCOPE_INFOS.map(({ scope, can, risk, isGrantable }) => [
    `\`${scope}\``,
    isGrantable ? can : `${can}; for people only`,
    risk,
  ]);
  return `## Scopes\n\n${table(["scope", "lets its holder", "risk"], rows)}`;
}

function errorsSection(): string {
  const rows = Object.entries(ERROR_CODES).map(([code, { status, message }]) => [
    String(status),
    `\`${code}\``,
    message,
  ]);
  return `## Error codes\n\nAn answer's \`errors[0].extensions.code\`; [Errors](errors.md) says what to do.\n\n${table(["status", "code", "message, unless it says more"], rows)}`;
}

function rootSection(
  title: string,
  keyword: "query" | "mutation",
  root: GraphQLObjectType | null | undefined,
  rules: FieldRules,
): string[] {
  if (!root) return [];
  const fields = Object.values(root.getFields());
  return [
    `## ${title}\n`,
    ...fields.map((field) => rootField(keyword, field, rules.get(`${root.name}.${field.name}`))),
  ];
}

function rootField(
  keyword: string,
  field: GraphQLField<unknown, unknown>,
  rule: FieldRule | undefined,
): string {
  const parts = [`### ${keyword} ${field.name}\n`];
  if (field.description) parts.push(`${field.description}\n`);
  parts.push(`${needs(rule)} Returns ${typeLink(field.type)}.\n`);
  if (field.args.length > 0) {
    parts.push(table(["argument", "type", ""], field.args.map(describeInput)));
  }
  return parts.join("\n");
}

function needs(rule: FieldRule | undefined): string {
  if (rule?.isAnonymous) return "Open to anyone, without key or session.";
  const scopes = rule?.scopes ?? [];
  if (scopes.length === 0) return "Any key or session.";
  return `Needs ${scopes.map((scope) => `\`${scope}\``).join(" and ")}.`;
}

function objectSection(type: GraphQLObjectType, rules: FieldRules): string {
  const rows = Object.values(type.getFields()).map((field) => {
    const scopes = rules.get(`${type.name}.${field.name}`)?.scopes ?? [];
    const args = field.args.map(({ name, type: of }) => `\`${name}: ${of}\``).join(", ");
    return [
      `\`${field.name}\`${args && ` (${args})`}`,
      typeLink(field.type),
      scopes.map((scope) => `\`${scope}\``).join(" "),
      cell(field.description),
    ];
  });
  return heading("type", type) + table(["field", "type", "scope", ""], rows);
}

function inputSection(type: GraphQLInputObjectType): string {
  const rows = Object.values(type.getFields()).map(describeInput);
  return heading("input", type) + table(["field", "type", ""], rows);
}

function enumSection(type: GraphQLEnumType): string {
  const rows = type.getValues().map(({ name, description }) => [`\`${name}\``, cell(description)]);
  return heading("enum", type) + table(["value", ""], rows);
}

function heading(keyword: string, type: GraphQLNamedType): string {
  const { name, description } = getNamedType(type);
  return `### ${keyword} ${name}\n\n${description && !isScalarType(type) ? `${description}\n\n` : ""}`;
}
