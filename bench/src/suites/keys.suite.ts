import { Latchkey } from "../contenders/latchkey.js";
import { fillKeys } from "../data/fill-keys.js";
import { httpLane } from "./http-lane.js";
import type { Suite } from "./suite.js";

/** What the number of keys in the database costs each request; `counts` of them, the least first. */
export function keysSuite(counts: readonly number[]): Suite {
  const names = counts.map((count) => `${count.toLocaleString("en")} keys`);
  const [fewest = "", ...more] = names;
  return {
    name: "keys",
    title: "Keys in the database, embedded database",
    about: `The leads' query with up to 10,000 different keys in turn, evenly spread over all in the table: ${names.join(", ")}. A key's first use within a minute is written down, as ever.`,
    targets: more.map((lane) => ({ lane, against: fewest, atLeast: null })),
    async open(context) {
      const lanes = [];
      for (const [index, count] of counts.entries()) {
        const latchkey = context.keep(await Latchkey.start(context.rows));
        const template = await latchkey.admin.createKey();
        const { config } = latchkey.database;
        const keys = await fillKeys(config, latchkey.pepper, template, count, (done) => {
          if (done % 250_000 === 0) context.report(`${done.toLocaleString("en")} keys made`);
        });
        lanes.push(httpLane(names[index] ?? "", latchkey.with(keys), context));
      }
      return lanes;
    },
  };
}
