import { serverDependency } from "./server-dependency.mjs";

/** Why a Redis does not answer PING at this URL; null when it does. */
export async function redisRefusal(url) {
  const { Redis } = serverDependency("ioredis");
  let redis;
  let cause = null;
  try {
    redis = new Redis(url, {
      lazyConnect: true,
      connectTimeout: 3_000,
      commandTimeout: 3_000,
      maxRetriesPerRequest: 0,
      retryStrategy: () => null,
    });
    // The client's own rejection only says "Connection is closed."
    redis.on("error", (error) => {
      cause = error;
    });
    await redis.connect();
    await redis.ping();
    return null;
  } catch (error) {
    return (cause ?? error).message || error.code;
  } finally {
    redis?.disconnect();
  }
}
