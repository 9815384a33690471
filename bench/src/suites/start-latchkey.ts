import type { Contender } from "../contenders/contender.js";
import { Latchkey } from "../contenders/latchkey.js";
import type { SuiteContext } from "./suite.js";

/** Starts Latchkey for a suite, which is told when this build's keys have no limits yet. */
export async function startLatchkey(
  context: SuiteContext,
  options: Parameters<typeof Latchkey.start>[1] = {},
): Promise<Latchkey> {
  const latchkey = context.keep(await Latchkey.start(context.rows, options));
  if (!latchkey.admin.hasRateLimits) {
    context.note("This build's keys have no rate limits yet: Latchkey ran without limiting.");
  }
  return latchkey;
}

/** The same, with keys that may read leads. */
export async function startLatchkeyWithKeys(
  context: SuiteContext,
  options: Parameters<typeof Latchkey.start>[1] = {},
): Promise<Contender> {
  const latchkey = await startLatchkey(context, options);
  return latchkey.with(await latchkey.admin.createKeys(context.keys));
}
