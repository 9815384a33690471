import { findMysql } from "../services/find-mysql.mjs";
import { findRedis } from "../services/find-redis.mjs";
import { onPath } from "../services/on-path.mjs";
import { found } from "../services/service.mjs";
import { startMariadb } from "../services/start-mariadb.mjs";
import { startRedis } from "../services/start-redis.mjs";
import { announce } from "../steps/announce.mjs";

/**
 * A MySQL and a Redis to measure on: the named ones, or new ones of our own, which nobody else uses
 * and which stay off the servers' cores; the usual local ones only where none can be started.
 */
export async function ownServices(env = process.env) {
  const mariadbd = onPath("mariadbd");
  const redisServer = onPath("redis-server");
  return {
    mysql:
      mariadbd && !/^(mysql|mariadb):/.test(env.DATABASE_URL ?? "")
        ? await start("MariaDB", () => startMariadb(mariadbd, { isDurable: true }))
        : await findMysql(env),
    redis:
      redisServer && !env.REDIS_URL
        ? await start("Redis", () => startRedis(redisServer))
        : await findRedis(env),
  };
}

async function start(name, work) {
  const { url, stop } = await announce(`Starting a ${name}`, work);
  return found(url, "started for this run", stop);
}
