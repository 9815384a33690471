import { hash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { GraphQLSchema } from "graphql";
import { plainRefusal } from "./plain-refusal.js";
import { REST_PREFIX } from "./rest/rest-handler.js";

const OPENAPI_PATH = `${REST_PREFIX}/openapi.json`;

/** `GET /api/v1/openapi.json`: the OpenAPI document, for anyone; it says what the guides say. Made when it is first asked for. */
export function openapiRoute(schema: GraphQLSchema, keyHeaders: readonly string[]) {
  let made: Promise<{ readonly text: string; readonly etag: string }> | null = null;
  const make = async () => {
    const { openapiDocument } = await import("./rest/openapi-document.js");
    const text = JSON.stringify(await openapiDocument(schema, keyHeaders));
    return { text, etag: `"${hash("sha256", text, "base64url")}"` };
  };
  return async (app: FastifyInstance): Promise<void> => {
    app.get(OPENAPI_PATH, async (request, reply) => {
      made ??= make();
      const { text, etag } = await made;
      reply.header("cache-control", "public, max-age=300").header("etag", etag);
      if (request.headers["if-none-match"] === etag) return reply.code(304).send();
      return reply.header("content-type", "application/json; charset=utf-8").send(text);
    });
    app.route({
      method: app.supportedMethods.filter((method) => method !== "GET"),
      url: OPENAPI_PATH,
      handler: (_request, reply) =>
        reply.code(405).header("allow", "GET").send(plainRefusal("METHOD_NOT_ALLOWED")),
    });
  };
}
