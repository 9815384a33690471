import type { FastifyInstance } from "fastify";
import type { Redis } from "ioredis";
import type { DataSource } from "typeorm";
import { withDeadline } from "../base/with-deadline.js";
import type { Drain } from "./drain.js";

const DEADLINE_MS = 1_000;

/** Whether the process lives, and whether it can serve: the database, and Redis where there is one, answer in time, and it is not about to stop. */
export function healthRoutes(database: DataSource, redis: Redis | null, drain: Drain) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get("/healthz", async (_request, reply) =>
      reply.header("cache-control", "no-store").send({ status: "ok" }),
    );
    app.get("/readyz", async (_request, reply) => {
      reply.header("cache-control", "no-store");
      if (drain.isDraining) return reply.code(503).send({ status: "draining" });
      const [isDatabaseReady, isRedisReady] = await Promise.all([
        answersInTime(() => database.query("SELECT 1")),
        redis ? answersInTime(() => redis.ping()) : true,
      ]);
      const isReady = isDatabaseReady && isRedisReady;
      return reply.code(isReady ? 200 : 503).send({
        status: isReady ? "ready" : "unavailable",
        database: isDatabaseReady ? "ready" : "unavailable",
        ...(redis ? { redis: isRedisReady ? "ready" : "unavailable" } : {}),
      });
    });
  };
}

async function answersInTime(ask: () => Promise<unknown>): Promise<boolean> {
  return withDeadline(ask(), DEADLINE_MS).then(
    () => true,
    () => false,
  );
}
