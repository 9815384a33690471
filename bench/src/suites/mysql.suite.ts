import { assertSameRows } from "./assert-same-rows.js";
import { httpLane } from "./http-lane.js";
import { openPeerLanes, targetsAgainstPeers } from "./peer-lanes.js";
import { startLatchkeyWithKeys } from "./start-latchkey-with-keys.js";
import { type Suite, Unavailable } from "./suite.js";

const LATCHKEY = "Latchkey, everything on";
const WITH_REDIS = "Latchkey, everything on, with Redis";

/** Latchkey beside its peers, on MySQL or MariaDB. */
export const mysqlSuite: Suite = {
  name: "mysql",
  title: "Answered requests, MySQL or MariaDB",
  about:
    "The same on a database server, which shares the other core with the load; Latchkey once more with Redis, as its replicas run.",
  targets: [...targetsAgainstPeers(LATCHKEY, 1), ...targetsAgainstPeers(WITH_REDIS, 0.9)],
  async open(context) {
    const { mysqlUrl, redisUrl } = context;
    if (mysqlUrl === null) throw new Unavailable("no MySQL or MariaDB was found");
    const lanes = await openPeerLanes(context, mysqlUrl);
    lanes.push(httpLane(LATCHKEY, await startLatchkeyWithKeys(context, { mysqlUrl }), context));
    if (redisUrl === null) {
      context.note("No Redis was found: Latchkey with Redis was left out.");
    } else {
      const withRedis = await startLatchkeyWithKeys(context, { mysqlUrl, redisUrl });
      lanes.push(httpLane(WITH_REDIS, withRedis, context));
    }
    await assertSameRows(lanes);
    return lanes;
  },
};
