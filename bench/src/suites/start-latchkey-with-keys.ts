import type { Contender } from "../contenders/contender.js";
import { Latchkey } from "../contenders/latchkey.js";
import type { SuiteContext } from "./suite.js";

/** Starts Latchkey for a suite, with keys that may read leads. */
export async function startLatchkeyWithKeys(
  context: SuiteContext,
  options: Parameters<typeof Latchkey.start>[1] = {},
): Promise<Contender> {
  const latchkey = context.keep(await Latchkey.start(context.rows, options));
  return latchkey.with(await latchkey.admin.createKeys(context.keys));
}
