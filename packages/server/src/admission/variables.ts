import { redactKeys } from "@latchkey/shared";
import {
  coerceInputValue,
  type GraphQLSchema,
  getVariableValues,
  isInputType,
  type OperationDefinitionNode,
  typeFromAST,
} from "graphql";
import { type ApiError, badInput } from "../base/api-error.js";

type Variables = Readonly<Record<string, unknown>>;

const NONE: Variables = Object.freeze({});

/** So many wrong values are told of at most; a body has room for a hundred thousand. */
const TOLD_MAX = 100;

/** Whatever may be repeated of the names that callers give to fields. */
const NAME = "[\\p{L}\\p{N}_ .-]{1,60}";
const FIELD = new RegExp(`^Field "(${NAME})"`, "u");
const SAFE = new RegExp(
  `^(Not a scope\\.|Field "\\w+" of required type "[\\w[\\]!]+" was not provided\\.|Expected non-nullable type "[\\w[\\]!]+" not to be null\\.|Expected type "[\\w[\\]!]+" to be an object\\.|Field "${NAME}" is not defined by type "\\w+"\\.?)`,
  "u",
);

/** graphql-js's own errors are not told, and each of them quotes all that is around its value. */
const QUIETLY = { maxErrors: 1, hideSuggestions: true };

/** An operation's variables in their types; 400 that names each wrong one and repeats no value. */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Variables,
): Variables {
  const definitions = operation.variableDefinitions ?? [];
  if (definitions.length === 0) return NONE;
  const { coerced } = getVariableValues(schema, definitions, given, QUIETLY);
  if (!coerced) throw describeVariables(schema, operation, given);
  return coerced;
}

function describeVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Variables,
): ApiError {
  const fields: Record<string, string> = {};
  let told = 0;
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    if (!isInputType(type)) continue;
    const value = given[name];
    if (value === undefined) {
      if (definition.type.kind === "NonNullType" && !definition.defaultValue) {
        fields[name] = `A value of type "${type}" is required.`;
      }
      continue;
    }
    const tell: Parameters<typeof coerceInputValue>[2] = (path, _value, problem) => {
      const sentence = withoutValue(problem.message);
      // What is missing or too much is told of the object around it.
      const field = FIELD.exec(sentence)?.[1];
      fields[[name, ...path, ...(field ? [field] : [])].join(".")] ??= sentence;
      told += 1;
      if (told === TOLD_MAX) throw badInput(fields);
    };
    coerceInputValue(value, type, tell, true);
  }
  if (Object.keys(fields).length > 0) return badInput(fields);
  return badInput({ variables: "A variable's value is not of its type." });
}

/** graphql-js's sentences about names and types, without the value they may end with. */
function withoutValue(message: string): string {
  const safe = SAFE.exec(message);
  if (safe?.[1]) return redactKeys(safe[1]);
  const unknown = /^Field ".*" is not defined by type ("\w+")/s.exec(message)?.[1];
  if (unknown) return `One of the fields is not defined by type ${unknown}.`;
  if (message.startsWith("DateTime cannot represent")) {
    return "Expected a date and time with its zone, such as 2026-06-01T09:00:00Z.";
  }
  const type = /^Expected type "([\w[\]!]+)"/.exec(message)?.[1];
  const names =
    /^(Int|Float|String|Boolean|ID|Scope|Enum "\w+")\b/.exec(message)?.[1] ??
    /in "(\w+)" enum/.exec(message)?.[1];
  const expected = type ?? names;
  return expected
    ? `Expected a value of type ${expected.replace(/^Enum "|"$/g, "")}.`
    : "The value is not of the expected type.";
}
