import "reflect-metadata";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import type { KeyActor } from "@latchkey/server/dist/base/actor.js";
import { systemClock } from "@latchkey/server/dist/base/clock.js";
import { rowFieldsOf } from "@latchkey/server/dist/base/row-fields.js";
import { openDatabase } from "@latchkey/server/dist/database/data-source.js";
import { LeadService } from "@latchkey/server/dist/resources/leads/lead.service.js";
import type { ListLeadsArgs } from "@latchkey/server/dist/resources/leads/lead-filter.inputs.js";
import Fastify from "fastify";
import type { GraphQLResolveInfo } from "graphql";
import { readDatabaseUrl } from "../data/database-url.js";
import { announce } from "./announce.js";
import { schemaDocument } from "./schema-document.js";
import { workspaceId } from "./workspace-id.js";

// Bare Apollo Server on the HTTP layer that Latchkey has, with Latchkey's own reading of leads behind
// it and everything else left away: no key, no limit, no scope, no log, no plugin that is not needed.

const leads = new LeadService(
  await openDatabase(readDatabaseUrl(process.env["DATABASE_URL"])),
  systemClock,
);
const everybody: KeyActor = {
  kind: "key",
  workspace: { id: workspaceId(), name: "Bench", slug: "bench", rateLimitMax: 0 },
  scopes: new Set(["leads:read"]),
  campaignId: null,
  apiKey: {
    id: "",
    name: "",
    environment: "LIVE",
    ownerId: "",
    expiresAt: null,
    ipAllowlist: [],
    rateLimits: [],
  },
  address: "127.0.0.1",
  arrivedAt: new Date(),
};

const apollo = new ApolloServer({
  typeDefs: schemaDocument(),
  resolvers: {
    Query: {
      leads: (_root: unknown, args: ListLeadsArgs, _context: unknown, info: GraphQLResolveInfo) =>
        leads.list(everybody, args, rowFieldsOf(info)),
    },
  },
  plugins: [ApolloServerPluginCacheControlDisabled()],
  persistedQueries: false,
  stopOnTerminationSignals: false,
  nodeEnv: "production",
});
await apollo.start();

interface Body {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

const app = Fastify();
app.post<{ Body: Body }>("/graphql", async (request, reply) => {
  const { query, variables } = request.body;
  const response = await apollo.executeOperation({ query, variables });
  if (response.body.kind !== "single") throw new Error("Incremental delivery was not asked for");
  return reply
    .header("content-type", "application/json; charset=utf-8")
    .send(JSON.stringify(response.body.singleResult));
});
const url = await app.listen({ host: "127.0.0.1", port: 0 });
announce({ port: Number(new URL(url).port), keys: [] });
