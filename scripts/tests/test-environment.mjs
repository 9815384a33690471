const OF_A_SERVER = /^(DATABASE_URL|REDIS_URL|HOST|PORT|LATCHKEY_.*)$/;

/**
 * The environment that tests run in: where the services are, and nothing that configures a server,
 * so that no test writes to a database that somebody uses.
 */
export function testEnvironment(env, services) {
  const kept = Object.entries(env).filter(([name]) => !OF_A_SERVER.test(name));
  const places = services.map(({ variable, value }) => [variable, value ?? undefined]);
  return { ...Object.fromEntries(kept), ...Object.fromEntries(places) };
}
