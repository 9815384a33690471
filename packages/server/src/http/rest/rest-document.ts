import {
  astFromValue,
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLSchema,
  parse,
  print,
  validate,
} from "graphql";
import { REPRESENTATIONS } from "./representations.js";
import { type RestOperation, selectionOf } from "./rest-operation.js";

/** A REST operation's GraphQL document. */
export interface RestDocument {
  readonly text: string;
  readonly document: DocumentNode;
}

/** The root field that an operation is. */
export function rootFieldOf(
  schema: GraphQLSchema,
  { method, field }: RestOperation,
): GraphQLField<unknown, unknown> {
  const root = method === "GET" ? schema.getQueryType() : schema.getMutationType();
  const found = root?.getFields()[field];
  if (!found) throw new Error(`The schema has no ${field} for REST to run`);
  return found;
}

/** The operation with a variable for each of its field's arguments; throws where the table does not fit the schema. */
export function restDocument(schema: GraphQLSchema, operation: RestOperation): RestDocument {
  const { args } = rootFieldOf(schema, operation);
  const isPage = operation.answer.kind === "page";
  const variables = [...args.map(variableOf), ...(isPage ? ["$totalCount: Boolean! = false"] : [])];
  const passed = args.map(({ name }) => `${name}: $${name}`);
  const keyword = operation.method === "GET" ? "query" : "mutation";
  const text = `${keyword} ${operation.field}${inBrackets(variables)} {
  ${operation.field}${inBrackets(passed)} { ${selectionOf(operation)} }
}`;
  const whole = [text, ...fragmentsOf(text)].join("\n");
  const document = parse(whole, { noLocation: true });
  const [problem] = validate(schema, document);
  if (problem) throw problem;
  return { text: whole, document };
}

/** The fragments that a text spreads, and those that these spread. */
function fragmentsOf(text: string): string[] {
  const names = new Set<string>();
  const texts: string[] = [];
  const collect = (from: string) => {
    for (const { name, type, fields } of REPRESENTATIONS) {
      if (names.has(name) || !new RegExp(`\\.\\.\\.${name}\\b`).test(from)) continue;
      names.add(name);
      texts.push(`fragment ${name} on ${type} { ${fields} }`);
      collect(fields);
    }
  };
  collect(text);
  return texts;
}

function variableOf({ name, type, defaultValue }: GraphQLArgument): string {
  const fallback = astFromValue(defaultValue, type);
  return `$${name}: ${type}${fallback ? ` = ${print(fallback)}` : ""}`;
}

function inBrackets(items: readonly string[]): string {
  return items.length === 0 ? "" : `(${items.join(", ")})`;
}
