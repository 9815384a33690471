import { randomInt } from "node:crypto";
import { buildKey } from "@latchkey/shared";
import { Latchkey } from "../contenders/latchkey.js";
import { startPeer } from "../contenders/peer.js";
import { httpLane } from "./http-lane.js";
import { startLatchkeyWithKeys } from "./start-latchkey-with-keys.js";
import type { Suite } from "./suite.js";

const ANSWERED = "answered";
const MALFORMED = "401, malformed key";
const UNKNOWN = "401, unknown key";
const REVOKED = "401, revoked key";
const LIMITED = "429, limit spent";
const CONSTANT = "401, Fastify alone, a text that never changes";

/** How cheap it is to turn abuse away. */
export const refusalsSuite: Suite = {
  name: "refusals",
  title: "Refused requests, embedded database",
  about:
    "Latchkey asked for leads with keys that work, and another one with a key that does not, the same again and again. They are two, because failures make an address suspect for a while. A refusal is logged like an answer. What Fastify alone does with a constant refusal, which it neither judges nor keeps, is the most that the HTTP layer allows.",
  targets: [
    ...[MALFORMED, UNKNOWN, REVOKED, LIMITED].map((lane) => ({
      lane,
      against: ANSWERED,
      atLeast: 4,
    })),
    { lane: CONSTANT, against: ANSWERED, atLeast: null },
  ],
  async open(context) {
    const latchkey = context.keep(await Latchkey.start(context.rows));
    const { admin } = latchkey;
    const revoked = await admin.createKey();
    await admin.revokeKey(revoked.id);
    const spent = await admin.createKey(["leads:read"], 1);
    await httpLane(LIMITED, latchkey.with([spent.secret]), context).ask();
    const unknown = buildKey("lk", "LIVE", randomInt);
    const constant = context.keep(await startPeer("constant", context.rows, null, 0));
    const refused = (name: string, key: string, expectedStatus: number) =>
      httpLane(name, latchkey.with([key]), context, { expectedStatus });
    return [
      httpLane(ANSWERED, await startLatchkeyWithKeys(context), context),
      // The last character is the checksum's.
      refused(MALFORMED, `${unknown.slice(0, -1)}${unknown.endsWith("0") ? "1" : "0"}`, 401),
      refused(UNKNOWN, unknown, 401),
      refused(REVOKED, revoked.secret, 401),
      refused(LIMITED, spent.secret, 429),
      httpLane(CONSTANT, { ...constant, keys: [unknown] }, context, { expectedStatus: 401 }),
    ];
  },
};
