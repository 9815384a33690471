import { startPeer } from "../contenders/peer.js";
import { LEADS_BODY, UNIQUE_LEADS_BODY } from "../query.js";
import { httpLane } from "./http-lane.js";
import { startLatchkeyWithKeys } from "./start-latchkey-with-keys.js";
import type { Suite } from "./suite.js";

const CACHED = "Latchkey, one document";
const UNIQUE = "Latchkey, each document new";
const BARE_CACHED = "bare Apollo, one document";
const BARE_UNIQUE = "bare Apollo, each document new";

/** What parsing, validating and planning cost a caller who never sends the same document twice. */
export const documentsSuite: Suite = {
  name: "documents",
  title: "Documents known and new, embedded database",
  about:
    "The leads' query as one document, and under another operation name in every request, so that no cache helps.",
  targets: [
    { lane: UNIQUE, against: CACHED, atLeast: null },
    { lane: BARE_UNIQUE, against: BARE_CACHED, atLeast: null },
  ],
  async open(context) {
    const bare = context.keep(await startPeer("bare", context.rows, null, 0));
    const latchkey = await startLatchkeyWithKeys(context);
    return [
      httpLane(BARE_CACHED, bare, context, { body: LEADS_BODY }),
      httpLane(BARE_UNIQUE, bare, context, { body: UNIQUE_LEADS_BODY }),
      httpLane(CACHED, latchkey, context, { body: LEADS_BODY }),
      httpLane(UNIQUE, latchkey, context, { body: UNIQUE_LEADS_BODY }),
    ];
  },
};
