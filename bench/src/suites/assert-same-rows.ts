import type { HttpLane } from "./http-lane.js";

/** Throws unless all lanes answer with the same rows. */
export async function assertSameRows(lanes: readonly HttpLane[]): Promise<void> {
  const answers = await Promise.all(lanes.map((lane) => lane.ask()));
  const rows = answers.map((answer) => JSON.stringify(JSON.parse(answer).data));
  lanes.forEach(({ name }, index) => {
    if (rows[index] === undefined || rows[index] !== rows[0]) {
      throw new Error(`${name} answers ${answers[index]}\nand ${lanes[0]?.name} ${answers[0]}`);
    }
  });
}
