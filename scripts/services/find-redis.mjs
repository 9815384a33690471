import { announce } from "../steps/announce.mjs";
import { onPath } from "./on-path.mjs";
import { redisRefusal } from "./redis-refusal.mjs";
import { found, missing } from "./service.mjs";
import { startRedis } from "./start-redis.mjs";

const USUAL = "redis://127.0.0.1:6379";

/** A Redis for the tests: the named one, the local one, or our own. */
export async function findRedis(env = process.env) {
  if (env.REDIS_URL) {
    const refusal = await redisRefusal(env.REDIS_URL);
    return refusal ? missing(`REDIS_URL: ${refusal}`) : found(env.REDIS_URL, "REDIS_URL");
  }
  const local = await redisRefusal(USUAL);
  if (!local) return found(USUAL, "127.0.0.1:6379");

  const reasons = ["REDIS_URL is not set", `127.0.0.1:6379: ${local}`];
  const redisServer = onPath("redis-server");
  if (!redisServer) return missing(...reasons, "no redis-server on the PATH");
  try {
    const server = await announce("Starting a Redis", () => startRedis(redisServer));
    return found(server.url, `${redisServer}, started for this run`, server.stop);
  } catch (error) {
    return missing(...reasons, `${redisServer}: ${error.message}`);
  }
}
