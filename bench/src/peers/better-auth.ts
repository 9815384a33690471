import { randomBytes } from "node:crypto";
import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import type { RequestHandler } from "express";
import { readDatabaseUrl } from "../data/database-url.js";
import { announce } from "./announce.js";
import { betterAuthDatabase } from "./better-auth-database.js";
import { startExpressServer } from "./express-server.js";
import { openTypeormDatabase } from "./typeorm-database.js";

// better-auth's API keys in front of the usual stack: `verifyApiKey` for each request, its rate limit
// on, too high to refuse, and the database as its storage; everything else as it comes.

const config = readDatabaseUrl(process.env["DATABASE_URL"]);
const options = {
  database: betterAuthDatabase(config),
  secret: randomBytes(32).toString("hex"),
  baseURL: "http://127.0.0.1",
  telemetry: { enabled: false },
  plugins: [
    apiKey({
      rateLimit: { enabled: true, timeWindow: 3_600_000, maxRequests: 100_000_000 },
    }),
  ],
};
const { runMigrations } = await getMigrations(options);
await runMigrations();
const auth = betterAuth(options);

const keys: string[] = [];
for (let index = 0; index < Number(process.env["BENCH_KEYS"]); index += 1) {
  const { key } = await auth.api.createApiKey({ body: { name: `key ${index}`, userId: "bench" } });
  keys.push(key);
}

const verifyKey: RequestHandler = async (request, response, next) => {
  const { valid, error } = await auth.api.verifyApiKey({
    body: { key: request.get("x-api-key") ?? "" },
  });
  if (valid) next();
  else response.status(401).json({ errors: [{ message: error?.message }] });
};
const database = await openTypeormDatabase(config);
announce({ port: await startExpressServer(database, [verifyKey]), keys });
