import { type PeerName, startPeer } from "../contenders/peer.js";
import { type HttpLane, httpLane } from "./http-lane.js";
import type { SuiteContext, Target } from "./suite.js";

const TITLES: Readonly<Record<PeerName, string>> = {
  constant: "Fastify alone, a text that never changes",
  bare: "bare Apollo on Fastify, no key",
  usual: "usual stack (Express 5, TypeORM find), no key",
  "by-hand": "usual stack, keys by hand",
  "better-auth": "usual stack, better-auth's API keys",
};

/** What Latchkey is held against, and what the HTTP layer allows, each on this database, or on the embedded one for null. */
export async function openPeerLanes(
  context: SuiteContext,
  mysqlUrl: string | null,
): Promise<HttpLane[]> {
  const lanes: HttpLane[] = [];
  for (const name of ["constant", "bare", "usual", "by-hand", "better-auth"] as const) {
    const contender = context.keep(await startPeer(name, context.rows, mysqlUrl, context.keys));
    lanes.push(httpLane(TITLES[name], contender, context));
  }
  return lanes;
}

/** How many times as fast as each peer a lane should be; only `ofBare` depends on the database. */
export function targetsAgainstPeers(lane: string, ofBare: number): Target[] {
  return [
    { lane, against: TITLES.constant, atLeast: null },
    { lane, against: TITLES.bare, atLeast: ofBare },
    { lane, against: TITLES.usual, atLeast: 2.5 },
    { lane, against: TITLES["by-hand"], atLeast: 9 },
    { lane, against: TITLES["better-auth"], atLeast: 15 },
  ];
}
