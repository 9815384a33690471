import { randomInt } from "node:crypto";
import { buildKey } from "@latchkey/shared";
import { httpLane } from "./http-lane.js";
import { startLatchkey } from "./start-latchkey.js";
import type { Suite } from "./suite.js";

const ANSWERED = "answered";
const MALFORMED = "401, malformed key";
const UNKNOWN = "401, unknown key";
const REVOKED = "401, revoked key";
const LIMITED = "429, limit spent";

/** How cheap it is to turn abuse away. */
export const refusalsSuite: Suite = {
  name: "refusals",
  title: "Refused requests, embedded database",
  about:
    "One Latchkey, asked for leads with a key that works and with keys that do not. A refusal is logged like an answer.",
  targets: [MALFORMED, UNKNOWN, REVOKED, LIMITED].map((lane) => ({
    lane,
    against: ANSWERED,
    atLeast: 4,
  })),
  async open(context) {
    const latchkey = await startLatchkey(context);
    const { admin } = latchkey;
    const revoked = await admin.createKey();
    await admin.revokeKey(revoked.id);
    const unknown = buildKey("lk", "LIVE", randomInt);
    const refused = (name: string, key: string, expectedStatus: number) =>
      httpLane(name, latchkey.with([key]), context, { expectedStatus });
    const lanes = [
      httpLane(ANSWERED, latchkey.with(await admin.createKeys(context.keys)), context),
      // The last character is the checksum's.
      refused(MALFORMED, `${unknown.slice(0, -1)}${unknown.endsWith("0") ? "1" : "0"}`, 401),
      refused(UNKNOWN, unknown, 401),
      refused(REVOKED, revoked.secret, 401),
    ];
    if (admin.hasRateLimits) {
      const { secret } = await admin.createKey(["leads:read"], 1);
      await httpLane(LIMITED, latchkey.with([secret]), context).ask();
      lanes.push(refused(LIMITED, secret, 429));
    } else {
      context.note("429 was left out: this build's keys have no rate limits yet.");
    }
    return lanes;
  },
};
