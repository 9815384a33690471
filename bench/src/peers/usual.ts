import { readDatabaseUrl } from "../data/database-url.js";
import { announce } from "./announce.js";
import { startExpressServer } from "./express-server.js";
import { openTypeormDatabase } from "./typeorm-database.js";

// The usual stack, open to everybody: Apollo Server on Express 5, TypeORM's `find`, no key.

const database = await openTypeormDatabase(readDatabaseUrl(process.env["DATABASE_URL"]));
announce({ port: await startExpressServer(database), keys: [] });
