import { findChromium } from "./find-chromium.mjs";
import { findMysql } from "./find-mysql.mjs";
import { findRedis } from "./find-redis.mjs";

/** What tests may use besides Node, and the variable that tells them where it is. */
const SERVICES = [
  { name: "MySQL", variable: "TEST_MYSQL_URL", find: findMysql },
  { name: "Redis", variable: "TEST_REDIS_URL", find: findRedis },
  { name: "Chromium", variable: "TEST_CHROMIUM_PATH", find: findChromium },
];

/** Looks for every service, one after the other: [{ name, variable, value, where | reasons, stop }]. */
export async function findServices() {
  const results = [];
  for (const { name, variable, find } of SERVICES) {
    results.push({ name, variable, ...(await find()) });
  }
  return results;
}
