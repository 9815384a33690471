import type { TestServer } from "./test-server.js";

/** Where the server counts units now, as its metrics say: `memory`, `redis` or `local`. */
export async function limiterBackend(server: TestServer): Promise<string | undefined> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return /latchkey_rate_limiter_backend\{backend="(\w+)"\} 1/.exec(text)?.[1];
}
