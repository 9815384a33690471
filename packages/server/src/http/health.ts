import type { FastifyInstance } from "fastify";
import type { Redis } from "ioredis";
import type { DataSource } from "typeorm";

const DEADLINE_MS = 1_000;

/** Whether the process lives, and whether it can serve: the database, and Redis where there is one, answer in time. */
export function healthRoutes(database: DataSource, redis: Redis | null) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get("/healthz", async (_request, reply) =>
      reply.header("cache-control", "no-store").send({ status: "ok" }),
    );
    app.get("/readyz", async (_request, reply) => {
      const [isDatabaseReady, isRedisReady] = await Promise.all([
        answersInTime(() => database.query("SELECT 1")),
        redis ? answersInTime(() => redis.ping()) : true,
      ]);
      const isReady = isDatabaseReady && isRedisReady;
      return reply
        .code(isReady ? 200 : 503)
        .header("cache-control", "no-store")
        .send({
          status: isReady ? "ready" : "unavailable",
          database: isDatabaseReady ? "ready" : "unavailable",
          ...(redis ? { redis: isRedisReady ? "ready" : "unavailable" } : {}),
        });
    });
  };
}

async function answersInTime(ask: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, DEADLINE_MS, false);
  });
  const answer = ask().then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([deadline, answer]);
  } finally {
    clearTimeout(timer);
  }
}
