import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import type { DataSource } from "typeorm";
import { readDatabaseUrl } from "../data/database-url.js";
import { announce } from "./announce.js";
import { startExpressServer } from "./express-server.js";
import { HandKeyTable, HandLogTable } from "./hand-tables.js";
import { openTypeormDatabase } from "./typeorm-database.js";

// What people write by hand in front of the usual stack, with the repositories they have there: the
// key looked up by its SHA-256, the time of its last use updated and a row inserted into a log, each
// awaited, for each request.

const database = await openTypeormDatabase(readDatabaseUrl(process.env["DATABASE_URL"]));
const keys = await createKeys(database, Number(process.env["BENCH_KEYS"]));
announce({ port: await startExpressServer(database, [keyGuard(database)]), keys });

async function createKeys(database: DataSource, count: number): Promise<string[]> {
  await database.query(
    "CREATE TABLE hand_keys (id VARCHAR(36) PRIMARY KEY, hash VARCHAR(64) NOT NULL UNIQUE, last_used_at VARCHAR(24))",
  );
  await database.query(
    "CREATE TABLE hand_logs (id VARCHAR(36) PRIMARY KEY, key_id VARCHAR(36) NOT NULL, at VARCHAR(24) NOT NULL, method VARCHAR(10) NOT NULL, endpoint VARCHAR(100) NOT NULL, ip VARCHAR(45))",
  );
  const secrets = Array.from({ length: count }, () => `key_${randomBytes(24).toString("hex")}`);
  for (const secret of secrets) {
    await database.query("INSERT INTO hand_keys (id, hash) VALUES (?, ?)", [
      randomUUID(),
      sha256(secret),
    ]);
  }
  return secrets;
}

function keyGuard(database: DataSource): RequestHandler {
  const keys = database.getRepository(HandKeyTable);
  const logs = database.getRepository(HandLogTable);
  return async (request, response, next) => {
    const key = await keys.findOneBy({ hash: sha256(request.get("x-api-key") ?? "") });
    if (!key) {
      response.status(401).json({ errors: [{ message: "Invalid API key" }] });
      return;
    }
    const now = new Date().toISOString();
    await keys.update({ id: key.id }, { lastUsedAt: now });
    await logs.insert({
      id: randomUUID(),
      keyId: key.id,
      at: now,
      method: request.method,
      endpoint: "/graphql",
      ip: request.ip ?? null,
    });
    next();
  };
}

function sha256(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
