import { redisRefusal } from "./redis-refusal.mjs";
import { startTemporaryServer } from "./temporary-server.mjs";

/** Starts an empty Redis of our own on the loopback address: { url, stop }. */
export async function startRedis(redisServer) {
  const server = await startTemporaryServer({
    name: "redis",
    commandOf: ({ folder, port }) => [
      redisServer,
      ["--bind", "127.0.0.1", "--port", String(port), "--dir", folder, "--save", ""],
    ],
    probe: async (port) => {
      const refusal = await redisRefusal(`redis://127.0.0.1:${port}`);
      if (refusal) throw new Error(refusal);
    },
  });
  return { url: `redis://127.0.0.1:${server.port}`, stop: server.stop };
}
