import { RESOURCES, reduceScopes, UPSERT_LIMITS } from "@latchkey/shared";
import type { FastifySchema } from "fastify";
import {
  type GraphQLArgument,
  type GraphQLInputField,
  GraphQLNonNull,
  type GraphQLSchema,
  getNullableType,
  getOperationAST,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from "graphql";
import type { OperationPlanner } from "../../admission/operation-plan.js";
import { PAGE_MAX } from "../../base/page.js";
import { inputObjectSchema, inputSchema, type JsonSchema, outputSchema } from "./json-schema.js";
import { REFUSAL, refusalSchemas } from "./refusal-schema.js";
import { REPRESENTATIONS } from "./representations.js";
import { restDocument, rootFieldOf } from "./rest-document.js";
import type { RestOperation } from "./rest-operation.js";
import { restParameters } from "./rest-parameters.js";

/** What OpenAPI tells of an operation beside its schemas. */
type OperationSchema = FastifySchema & Readonly<Record<string, unknown>>;

/** What an operation takes and answers, for Fastify and for the OpenAPI document. */
export function restSchema(
  schema: GraphQLSchema,
  planner: OperationPlanner,
  operation: RestOperation,
): OperationSchema {
  const { path, query, body } = restParameters(schema, operation);
  const hasBody = Object.keys(body ?? {}).length > 0;
  const scopes = requiredScopes(schema, planner, operation);
  const inPath = [...path].map(([name, { input, isItem }]) => [
    name,
    { type: "string", description: isItem ? `One of \`${input.name}\`.` : "The id." },
  ]);
  const inQuery = [...query].map(([name, { input }]) => [name, parameterSchema(input)]);
  const needs = scopes.length === 0 ? "Any key." : `Needs \`${scopes.join("`, `")}\`.`;
  return {
    operationId: operationIdOf(operation),
    summary: operation.summary,
    description: `${rootFieldOf(schema, operation).description ?? ""} ${needs}`.trim(),
    tags: [tagOf(operation)],
    "x-required-scopes": scopes,
    ...(inPath.length > 0
      ? { params: { type: "object", properties: Object.fromEntries(inPath) } }
      : {}),
    ...(inQuery.length > 0
      ? { querystring: { type: "object", properties: Object.fromEntries(inQuery) } }
      : {}),
    ...(operation.isBulk ? { headers: IDEMPOTENCY_HEADER } : {}),
    ...(hasBody ? { body: reference(bodyNameOf(operation)) } : {}),
    response: { ...success(schema, operation), ...refusalSchemas(operation, hasBody) },
  };
}

/** The components that operations refer to. */
export function restComponents(
  schema: GraphQLSchema,
  operations: readonly RestOperation[],
): JsonSchema[] {
  const resources = REPRESENTATIONS.map(({ name, type, fields }) => ({
    $id: name,
    ...describedObject(schema, type, fields),
  }));
  const bodies = operations.flatMap((operation) => {
    const fields = Object.values(restParameters(schema, operation).body ?? {});
    return fields.length === 0
      ? []
      : [{ $id: bodyNameOf(operation), ...inputObjectSchema(fields) }];
  });
  const pageInfo = describedObject(schema, "PageInfo", "hasNextPage endCursor");
  return [...resources, ...bodies, { $id: "PageInfo", ...pageInfo }, REFUSAL];
}

/** The groups that operations are told in. */
export function restTags(
  operations: readonly RestOperation[],
): Array<{ name: string; description: string }> {
  const descriptions = new Map(
    Object.entries(RESOURCES).map(([name, { description }]) => [name, description]),
  );
  return [...new Set(operations.map(tagOf))].map((name) => ({
    name,
    description: descriptions.get(name) ?? "Who is asking, and what they may do",
  }));
}

const IDEMPOTENCY_HEADER: JsonSchema = {
  type: "object",
  properties: {
    "Idempotency-Key": {
      type: "string",
      maxLength: UPSERT_LIMITS.idempotencyKeyMax,
      description: "The body's `idempotencyKey`, as a header.",
    },
  },
};

function operationIdOf({ operationId, field }: RestOperation): string {
  return operationId ?? field;
}

function bodyNameOf(operation: RestOperation): string {
  const id = operationIdOf(operation);
  return id.charAt(0).toUpperCase() + id.slice(1);
}

function tagOf({ path }: RestOperation): string {
  return path.split("/")[1] ?? "";
}

function requiredScopes(
  schema: GraphQLSchema,
  planner: OperationPlanner,
  operation: RestOperation,
): string[] {
  const { document } = restDocument(schema, operation);
  const definition = getOperationAST(document);
  return definition ? reduceScopes(planner.plan(document, definition).scopes) : [];
}

/** The answer to a request that was let in and done. */
function success(schema: GraphQLSchema, operation: RestOperation): JsonSchema {
  const { answer, summary: description } = operation;
  switch (answer.kind) {
    case "resource":
    case "changed":
      return { 200: { description, ...reference(answer.row.name) } };
    case "created":
      return { 201: { description, ...reference(answer.row.name) } };
    case "page":
      return { 200: { description, ...pageSchema(answer.row.name) } };
    case "payload": {
      const whole = new GraphQLNonNull(getNullableType(rootFieldOf(schema, operation).type));
      return { 200: { description, ...outputSchema(whole, selectionSetOf(answer.selection)) } };
    }
    case "nothing":
      return { 204: { type: "null", description } };
  }
}

function pageSchema(row: string): JsonSchema {
  return {
    type: "object",
    required: ["data", "pageInfo"],
    properties: {
      data: { type: "array", items: reference(row), description: "The rows." },
      pageInfo: reference("PageInfo"),
      totalCount: {
        type: "integer",
        description: "Rows in the whole list under the same filter; where it was asked for.",
      },
    },
  };
}

/** A query string knows no null: what is not given is left out. */
function parameterSchema(input: GraphQLArgument | GraphQLInputField): JsonSchema {
  const schema = inputSchema({ ...input, type: new GraphQLNonNull(getNullableType(input.type)) });
  return input.name === "first" ? { ...schema, minimum: 1, maximum: PAGE_MAX } : schema;
}

function describedObject(schema: GraphQLSchema, typeName: string, fields: string): JsonSchema {
  const type = schema.getType(typeName);
  if (!isObjectType(type)) throw new Error(`${typeName} is no object type`);
  const { description } = type;
  const whole = outputSchema(new GraphQLNonNull(type), selectionSetOf(fields));
  return { ...whole, ...(description ? { description } : {}) };
}

function selectionSetOf(fields: string): SelectionSetNode {
  const [definition] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error("A selection is of fields");
  return definition.selectionSet;
}

function reference(name: string): JsonSchema {
  return { $ref: `${name}#` };
}
