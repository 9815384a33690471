import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isSpecifiedScalarType,
  print,
} from "graphql";

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `${lines.join("\n")}\n`;
}

/** A description as it may stand in a table: on one line, its pipes escaped. */
export function cell(text: string | null | undefined): string {
  return (text ?? "").replace(/\s+/g, " ").replaceAll("|", "\\|");
}

/** A type as it is written, as a link to where it is told; GraphQL's own scalars have no place here. */
export function typeLink(type: GraphQLType): string {
  const named = getNamedType(type);
  const text = `\`${type}\``;
  if (isSpecifiedScalarType(named)) return text;
  const keyword = isObjectType(named)
    ? "type"
    : isInputObjectType(named)
      ? "input"
      : isEnumType(named)
        ? "enum"
        : "scalar";
  return `[${text}](#${keyword}-${named.name.toLowerCase()})`;
}

/** An argument or an input's field as a table's row: name, type, default and description. */
export function describeInput(input: GraphQLArgument | GraphQLInputField): string[] {
  const fallback = astFromValue(input.defaultValue, input.type);
  const text = fallback ? `\`${print(fallback)}\` unless given. ` : "";
  return [`\`${input.name}\``, typeLink(input.type), text + cell(input.description)];
}
