import {
  type GraphQLArgument,
  GraphQLBoolean,
  type GraphQLInputField,
  type GraphQLInputFieldMap,
  GraphQLNonNull,
  type GraphQLSchema,
  getNullableType,
  isInputObjectType,
} from "graphql";
import { rootFieldOf } from "./rest-document.js";
import type { RestOperation } from "./rest-operation.js";

/** A parameter in the query string, and the variable it becomes, or the filter's field. */
export interface QueryParameter {
  readonly input: GraphQLArgument | GraphQLInputField;
  readonly isOfFilter: boolean;
}

/** A parameter in the path, and what it becomes. */
export interface PathParameter {
  readonly input: GraphQLArgument | GraphQLInputField;
  /** It is the one item of a list. */
  readonly isItem: boolean;
}

/** Where an operation's variables come from; follows from the arguments of its field. */
export interface RestParameters {
  readonly path: ReadonlyMap<string, PathParameter>;
  readonly query: ReadonlyMap<string, QueryParameter>;
  /** The fields of the mutation's input that are not in the path; null for a query. */
  readonly body: GraphQLInputFieldMap | null;
}

/** Asks for a page's `totalCount`, which costs a count. */
const TOTAL_COUNT: GraphQLInputField = {
  name: "totalCount",
  description: "Whether to count the rows of the whole list under the same filter.",
  type: new GraphQLNonNull(GraphQLBoolean),
  defaultValue: false,
  deprecationReason: null,
  astNode: null,
  extensions: {},
};

/** The parameters of an operation; throws where its path names none of the field's. */
export function restParameters(schema: GraphQLSchema, operation: RestOperation): RestParameters {
  const { args, name } = rootFieldOf(schema, operation);
  const inputType = getNullableType(args.find((arg) => arg.name === "input")?.type);
  const body = isInputObjectType(inputType) ? { ...inputType.getFields() } : null;
  const inputs: Record<string, GraphQLArgument | GraphQLInputField> = body
    ? { ...body }
    : Object.fromEntries(args.map((arg) => [arg.name, arg]));
  const path = new Map<string, PathParameter>();
  for (const [, parameter = ""] of operation.path.matchAll(/:(\w+)/g)) {
    const target = inputs[parameter] ? parameter : `${parameter}s`;
    const input = inputs[target];
    if (!input) throw new Error(`${name} takes no ${parameter}`);
    path.set(parameter, { input, isItem: target !== parameter });
    delete body?.[target];
    delete inputs[target];
  }
  return {
    path,
    query: body ? new Map() : queryParameters(Object.values(inputs), operation),
    body,
  };
}

function queryParameters(
  inputs: ReadonlyArray<GraphQLArgument | GraphQLInputField>,
  { answer }: RestOperation,
): Map<string, QueryParameter> {
  const parameters = new Map<string, QueryParameter>();
  for (const input of inputs) {
    const type = getNullableType(input.type);
    if (input.name !== "filter" || !isInputObjectType(type)) {
      parameters.set(input.name, { input, isOfFilter: false });
      continue;
    }
    for (const field of Object.values(type.getFields())) {
      parameters.set(field.name, { input: field, isOfFilter: true });
    }
  }
  if (answer.kind === "page") {
    parameters.set(TOTAL_COUNT.name, { input: TOTAL_COUNT, isOfFilter: false });
  }
  return parameters;
}
