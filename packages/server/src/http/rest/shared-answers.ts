import type { JsonSchema } from "./json-schema.js";

interface OpenapiResponse {
  readonly description: string;
  readonly headers?: JsonSchema;
  readonly content?: JsonSchema;
}

interface OpenapiOperation {
  responses: Record<string, unknown>;
}

/** An OpenAPI document, as far as it is looked at here. */
export interface OpenapiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenapiOperation>>>>;
  components?: object;
}

const HEADERS: Readonly<Record<string, JsonSchema>> = {
  "X-RateLimit-Limit": header("integer", "Units of the window that is nearest to empty."),
  "X-RateLimit-Remaining": header("integer", "Units that it has left."),
  "X-RateLimit-Reset": header("integer", "When it will be whole again, in UTC epoch seconds."),
  "RateLimit-Policy": header("string", "All windows: their units and seconds."),
  RateLimit: header("string", "All windows: units left, and seconds until each is whole again."),
  "X-Request-Id": header("string", "The request's id, which is a refusal's decision id, too."),
  "Retry-After": header("integer", "Seconds to wait."),
  "WWW-Authenticate": header("string", "The header that the key goes into."),
  Location: header("string", "The new resource's path."),
};

/** Headers that say more than the others, by status. */
const OWN_HEADERS: Readonly<Record<string, string>> = {
  201: "Location",
  401: "WWW-Authenticate",
  429: "Retry-After",
};

const EVERYWHERE = Object.keys(HEADERS).filter(
  (name) => !Object.values(OWN_HEADERS).includes(name),
);

/** The document with what its answers have in common told once: their headers, and whole refusals. */
export function withSharedAnswers(document: OpenapiDocument): OpenapiDocument {
  const refusals: Record<string, OpenapiResponse> = {};
  for (const operations of Object.values(document.paths)) {
    for (const operation of Object.values(operations)) {
      const told = Object.entries(operation.responses).map(([status, response]) => {
        const whole = { ...(response as OpenapiResponse), headers: headersOf(status) };
        if (Number(status) < 400) return [status, whole];
        refusals[`Refusal${status}`] = whole;
        return [status, { $ref: `#/components/responses/Refusal${status}` }];
      });
      operation.responses = Object.fromEntries(told);
    }
  }
  document.components = { ...document.components, responses: refusals, headers: HEADERS };
  return document;
}

function headersOf(status: string): JsonSchema {
  const own = OWN_HEADERS[status];
  const names = own ? [...EVERYWHERE, own] : EVERYWHERE;
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function header(type: string, description: string): JsonSchema {
  return { description, schema: { type } };
}
