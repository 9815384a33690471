import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";

/** One way to select a field of the schema: an operation that reaches it from a root. */
export interface FieldOperation {
  /** `Type.field` */
  readonly name: string;
  readonly operation: string;
}

interface Step {
  readonly field: GraphQLField<unknown, unknown>;
  readonly type: GraphQLObjectType;
}

/** The ways every field can be reached, up to visiting a type twice; new fields are found unasked. */
export function everyFieldOperation(schema: GraphQLSchema): FieldOperation[] {
  const operations: FieldOperation[] = [];
  for (const [keyword, root] of [
    ["query", schema.getQueryType()],
    ["mutation", schema.getMutationType()],
  ] as const) {
    if (root) walk(root, [], (path) => operations.push(...toOperations(keyword, path)));
  }
  return operations;
}

function walk(type: GraphQLObjectType, path: readonly Step[], found: (path: Step[]) => void): void {
  for (const field of Object.values(type.getFields())) {
    const here = [...path, { field, type }];
    found(here);
    const next = getNamedType(field.type);
    if (isObjectType(next) && !here.some((step) => step.type === next)) walk(next, here, found);
  }
}

/** The operation that ends in the path's last field; where that is an object, it reaches the object's `__typename`, too. */
function toOperations(keyword: string, path: readonly Step[]): FieldOperation[] {
  const last = path.at(-1);
  if (!last) throw new Error("A path has at least one field");
  const given = getNamedType(last.field.type);
  const leaf = isObjectType(given) ? " { __typename }" : "";
  const selection = path.reduceRight(
    (inner, { field }) =>
      `${field.name}${sampleArguments(field)}${inner === "" ? "" : ` { ${inner} }`}`,
    "",
  );
  const operation = `${keyword} { ${withLeaf(selection, leaf)} }`;
  const name = `${last.type.name}.${last.field.name}`;
  return isObjectType(given)
    ? [
        { name, operation },
        { name: `${given.name}.__typename`, operation },
      ]
    : [{ name, operation }];
}

function withLeaf(selection: string, leaf: string): string {
  const end = selection.search(/( \})*$/);
  return selection.slice(0, end) + leaf + selection.slice(end);
}

function sampleArguments(field: GraphQLField<unknown, unknown>): string {
  const args = field.args
    .filter(isRequiredArgument)
    .map((argument) => `${argument.name}: ${sampleValue(argument.type)}`);
  return args.length === 0 ? "" : `(${args.join(", ")})`;
}

function sampleValue(type: GraphQLInputType): string {
  if (isNonNullType(type)) return sampleValue(type.ofType);
  if (isListType(type)) return `[${sampleValue(type.ofType)}]`;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields())
      .filter(isRequiredInputField)
      .map((field) => `${field.name}: ${sampleValue(field.type)}`);
    return `{ ${fields.join(", ")} }`;
  }
  if (isEnumType(type)) return type.getValues()[0]?.name ?? "";
  const samples: Record<string, string> = {
    Boolean: "true",
    Int: "1",
    Float: "1",
    DateTimeISO: '"2026-01-01T00:00:00Z"',
    Scope: '"leads:read"',
  };
  return samples[type.name] ?? '"sample"';
}
