import { SCOPE_INFOS } from "@latchkey/shared";
import { Latchkey } from "../contenders/latchkey.js";
import { httpLane } from "./http-lane.js";
import type { Suite } from "./suite.js";

const GRANTABLE = SCOPE_INFOS.filter((info) => info.isGrantable).map((info) => info.scope);
const COUNTS = [1, 5, GRANTABLE.length] as const;

/** What a key costs that holds many scopes. */
export const scopesSuite: Suite = {
  name: "scopes",
  title: "Scopes of a key, embedded database",
  about: `The leads' query with keys of 1, 5 and ${GRANTABLE.length} scopes, which is every scope that a key can hold: the table has no hundred.`,
  targets: COUNTS.slice(1).map((count) => ({
    lane: laneName(count),
    against: laneName(COUNTS[0]),
    atLeast: null,
  })),
  async open(context) {
    const latchkey = context.keep(await Latchkey.start(context.rows));
    const lanes = [];
    for (const count of COUNTS) {
      const others = GRANTABLE.filter((scope) => scope !== "leads:read").slice(0, count - 1);
      const keys = await latchkey.admin.createKeys(context.keys, ["leads:read", ...others]);
      lanes.push(httpLane(laneName(count), latchkey.with(keys), context));
    }
    return lanes;
  },
};

function laneName(count: number): string {
  return count === 1 ? "1 scope" : `${count} scopes`;
}
