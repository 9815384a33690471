import { httpLane } from "./http-lane.js";
import { startLatchkeyWithKeys } from "./start-latchkey-with-keys.js";
import { type Suite, Unavailable } from "./suite.js";

const ONE = "1 replica";
const TWO = "2 replicas";

/** What a second replica brings. */
export const replicasSuite: Suite = {
  name: "replicas",
  title: "Replicas, MySQL or MariaDB with Redis",
  about:
    "The leads' query over one and over two replicas of the same installation. Each has a server core of its own where there are three cores or more; on two cores both share one, and the ratio tells what the second costs, not what it brings.",
  targets: [{ lane: TWO, against: ONE, atLeast: null }],
  async open(context) {
    const { mysqlUrl, redisUrl } = context;
    if (mysqlUrl === null) throw new Unavailable("no MySQL or MariaDB was found");
    if (redisUrl === null) throw new Unavailable("no Redis was found, which replicas need");
    const one = await startLatchkeyWithKeys(context, { mysqlUrl, redisUrl, replicas: 1 });
    const two = await startLatchkeyWithKeys(context, { mysqlUrl, redisUrl, replicas: 2 });
    return [httpLane(ONE, one, context), httpLane(TWO, two, context)];
  },
};
