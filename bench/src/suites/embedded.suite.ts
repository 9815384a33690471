import { assertSameRows } from "./assert-same-rows.js";
import { httpLane } from "./http-lane.js";
import { openPeerLanes, targetsAgainstPeers } from "./peer-lanes.js";
import { startLatchkeyWithKeys } from "./start-latchkey-with-keys.js";
import type { Suite } from "./suite.js";

const LATCHKEY = "Latchkey, everything on";

/** Latchkey beside its peers, in memory. */
export const embeddedSuite: Suite = {
  name: "embedded",
  title: "Answered requests, embedded database",
  about:
    "Twenty leads of a thousand, over HTTP. Latchkey authenticates, limits, scopes and logs each request; the peers do what their names say.",
  targets: targetsAgainstPeers(LATCHKEY, 1.2),
  async open(context) {
    const lanes = await openPeerLanes(context, null);
    lanes.push(httpLane(LATCHKEY, await startLatchkeyWithKeys(context), context));
    await assertSameRows(lanes);
    return lanes;
  },
};
