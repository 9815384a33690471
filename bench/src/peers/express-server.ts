import type { AddressInfo } from "node:net";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { expressMiddleware } from "@as-integrations/express5";
import express, { type RequestHandler } from "express";
import type { DataSource } from "typeorm";
import { LeadTable } from "./lead-table.js";
import { schemaDocument } from "./schema-document.js";
import { workspaceId } from "./workspace-id.js";

/**
 * Apollo Server on Express 5 over TypeORM's `find`, put together as their documentation shows it,
 * with `guards` in front. Resolves to its port.
 */
export async function startExpressServer(
  database: DataSource,
  guards: readonly RequestHandler[] = [],
): Promise<number> {
  const leads = database.getRepository(LeadTable);
  const where = { workspaceId: workspaceId() };
  const apollo = new ApolloServer({
    typeDefs: schemaDocument(),
    resolvers: {
      Query: {
        leads: async (_root: unknown, { first }: { first: number }) => ({
          nodes: await leads.find({ where, order: { id: "DESC" }, take: first }),
        }),
      },
    },
    plugins: [ApolloServerPluginLandingPageDisabled()],
    stopOnTerminationSignals: false,
  });
  await apollo.start();
  const app = express();
  app.use("/graphql", ...guards, express.json(), expressMiddleware(apollo));
  return new Promise((resolve, reject) => {
    const server = app.listen(0, "127.0.0.1", (error) => {
      if (error) reject(error);
      else resolve((server.address() as AddressInfo).port);
    });
  });
}
