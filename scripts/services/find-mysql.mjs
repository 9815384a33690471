import { announce } from "../steps/announce.mjs";
import { mysqlRefusal } from "./mysql-refusal.mjs";
import { onPath } from "./on-path.mjs";
import { found, missing } from "./service.mjs";
import { startMariadb } from "./start-mariadb.mjs";

const USUAL = "mysql://root@127.0.0.1:3306";

/** A MySQL or MariaDB server to make scratch databases on: the named one, the local one, or our own. */
export async function findMysql(env = process.env) {
  if (/^(mysql|mariadb):/.test(env.DATABASE_URL ?? "")) {
    const url = withoutDatabase(env.DATABASE_URL);
    const refusal = await mysqlRefusal(url);
    return refusal ? missing(`DATABASE_URL: ${refusal}`) : found(url, "DATABASE_URL");
  }
  const local = await mysqlRefusal(USUAL);
  if (!local) return found(USUAL, "127.0.0.1:3306");

  const reasons = ["DATABASE_URL names no MySQL", `127.0.0.1:3306: ${local}`];
  const mariadbd = onPath("mariadbd");
  if (!mariadbd) return missing(...reasons, "no mariadbd on the PATH");
  try {
    const server = await announce("Starting a MariaDB", () => startMariadb(mariadbd));
    return found(server.url, `${mariadbd}, started for this run`, server.stop);
  } catch (error) {
    return missing(...reasons, `${mariadbd}: ${error.message}`);
  }
}

function withoutDatabase(databaseUrl) {
  const url = new URL(databaseUrl);
  url.pathname = "";
  return url.href;
}
