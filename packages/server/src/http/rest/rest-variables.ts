import { GraphQLBoolean, GraphQLInt, getNullableType } from "graphql";
import { badInput } from "../../base/api-error.js";
import { isGiven } from "../../base/is-given.js";
import type { RestParameters } from "./rest-parameters.js";

/** What a request over REST brings. */
export interface RestRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  /** The header `Idempotency-Key`, where it is taken. */
  readonly idempotencyKey: string | undefined;
}

const NAME = /^\w{1,60}$/;

/**
 * A request as the variables of its operation, their values as they came: their types are judged with
 * the operation. 400 for a parameter that there is not, and for a body that is no object.
 */
export function restVariables(
  parameters: RestParameters,
  { params, query, body, idempotencyKey }: RestRequest,
): Record<string, unknown> {
  const fromPath = readPath(parameters, params);
  const fromQuery = readQuery(parameters, query);
  if (parameters.body === null) {
    assertNoBody(body);
    return { ...fromQuery, ...fromPath };
  }
  const input = { ...readBody(parameters, body), ...fromPath };
  return { input: idempotencyKey === undefined ? input : withKey(input, idempotencyKey) };
}

function readPath({ path }: RestParameters, params: unknown): Record<string, unknown> {
  const given = new Map(Object.entries(params ?? {}));
  return Object.fromEntries(
    [...path].map(([name, { input, isItem }]) => {
      const value = given.get(name);
      return [input.name, isItem ? [value] : value];
    }),
  );
}

function readQuery({ query }: RestParameters, given: unknown): Record<string, unknown> {
  const variables: Record<string, unknown> = {};
  const filter: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given ?? {})) {
    const parameter = query.get(name);
    if (!parameter) {
      throw badInput({ [NAME.test(name) ? name : "query"]: "There is no such parameter." });
    }
    if (typeof value !== "string") throw badInput({ [name]: `Name ${name} once.` });
    const target = parameter.isOfFilter ? filter : variables;
    target[name] = readText(value, getNullableType(parameter.input.type));
  }
  return Object.keys(filter).length === 0 ? variables : { ...variables, filter };
}

/** A text as JSON would hold it; one that is not of the type stays, and is refused with the others. */
function readText(text: string, type: unknown): unknown {
  if (type === GraphQLInt) return /^-?\d{1,9}$/.test(text) ? Number(text) : text;
  if (type === GraphQLBoolean) return text === "true" ? true : text === "false" ? false : text;
  return text;
}

function assertNoBody(body: unknown): void {
  if (isGiven(body)) throw badInput({ body: "This request takes no body." });
}

function readBody({ body: fields, path }: RestParameters, body: unknown): Record<string, unknown> {
  const isOptional = Object.keys(fields ?? {}).length === 0;
  if (!isGiven(body) && isOptional) return {};
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw badInput({ body: "The body must be one JSON object." });
  }
  for (const { input } of path.values()) {
    if (Object.hasOwn(body, input.name)) {
      throw badInput({ [input.name]: `The path says ${input.name}; leave it out of the body.` });
    }
  }
  return { ...body };
}

function withKey(input: Record<string, unknown>, key: string): Record<string, unknown> {
  const given = input["idempotencyKey"];
  if (isGiven(given) && given !== key) {
    throw badInput({
      idempotencyKey: "The header Idempotency-Key and the body say different keys.",
    });
  }
  return { ...input, idempotencyKey: key };
}
