import "reflect-metadata";
import { INVALID_KEY_MESSAGE } from "@latchkey/shared";
import Fastify from "fastify";
import { readDatabaseUrl } from "../data/database-url.js";
import { announce } from "./announce.js";
import { LeadTable } from "./lead-table.js";
import { openTypeormDatabase } from "./typeorm-database.js";
import { workspaceId } from "./workspace-id.js";

// What the HTTP layer can do at most. The same rows, read once, as a text that never changes; and for
// whoever brings a key a refusal that never changes, before the body is read. Nothing is asked or kept.

const ID = "01a1fca4-9e7f-76b3-afe2-38b6580f97d2";
const HEADERS = {
  "content-type": "application/json; charset=utf-8",
  "x-request-id": ID,
  "cache-control": "no-store",
};

const database = await openTypeormDatabase(readDatabaseUrl(process.env["DATABASE_URL"]));
const nodes = await database.getRepository(LeadTable).find({
  select: { id: true, name: true, email: true, status: true },
  where: { workspaceId: workspaceId() },
  order: { id: "DESC" },
  take: 20,
});
const answer = JSON.stringify({ data: { leads: { nodes } } });
const extensions = { code: "UNAUTHENTICATED", decisionId: ID };
const refusal = JSON.stringify({ errors: [{ message: INVALID_KEY_MESSAGE, extensions }] });

const app = Fastify();
app.addHook("onRequest", async (request, reply) => {
  if (request.headers["x-api-key"] === undefined) return;
  reply.code(401).headers(HEADERS).header("www-authenticate", 'ApiKey header="x-api-key"');
  return reply.send(refusal);
});
app.post("/graphql", (_request, reply) => reply.headers(HEADERS).send(answer));
const url = await app.listen({ host: "127.0.0.1", port: 0 });
announce({ port: Number(new URL(url).port), keys: [] });
