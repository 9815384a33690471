import { RESOURCES, reduceScopes, type Scope } from "@latchkey/shared";
import { type GraphQLSchema, Kind, parse, validate } from "graphql";
import { readFieldRules } from "../admission/field-rules.js";
import { OperationPlanner } from "../admission/operation-plan.js";
import { examplePrograms } from "./example-programs.js";
import { EXAMPLES, type Example } from "./examples.js";

const INTRODUCTION = `# Examples

Each works when it is pasted: put your key into the environment as \`LATCHKEY_API_KEY\`, and ids of your own in place of the words in capitals. Python needs nothing but its standard library; Apollo Client is \`npm install @apollo/client graphql\`.
`;

/** docs/examples.md: every example with the scopes it needs, in every language. */
export function examplesPage(schema: GraphQLSchema): string {
  const planner = new OperationPlanner(schema, readFieldRules(schema));
  const groups = [...new Set(EXAMPLES.map(({ resource }) => resource))].map((resource) => {
    const title = resource === null ? "For every key" : RESOURCES[resource].title;
    const examples = EXAMPLES.filter((example) => example.resource === resource);
    return [`## ${title}\n`, ...examples.map((example) => section(example, schema, planner))];
  });
  return [INTRODUCTION, ...groups.flat()].join("\n");
}

function section(example: Example, schema: GraphQLSchema, planner: OperationPlanner): string {
  const scopes = scopesOf(example, schema, planner);
  const needs =
    scopes.length === 0
      ? "Needs no scope."
      : `Needs ${scopes.map((scope) => `\`${scope}\``).join(" and ")}.`;
  const blocks = examplePrograms(example).map(({ language, program }) => block(language, program));
  const variables = example.variables
    ? [block("json", JSON.stringify(example.variables, null, 2))]
    : [];
  return [
    `### ${example.title}\n`,
    `${needs}\n`,
    block("graphql", example.operation),
    ...variables,
    ...blocks,
  ].join("\n");
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\`\n`;
}

/** The scopes of an example, by the plan that requests are judged by; throws where it does not fit the schema. */
function scopesOf(example: Example, schema: GraphQLSchema, planner: OperationPlanner): Scope[] {
  const document = parse(example.operation);
  const [error] = validate(schema, document);
  if (error) throw new Error(`The example "${example.title}" is not valid: ${error.message}`);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error("An example is one operation");
  return reduceScopes(planner.plan(document, operation).scopes);
}
