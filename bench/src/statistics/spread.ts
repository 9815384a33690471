/** A figure over several rounds. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** The median and the range of some figures; at least one. */
export function spreadOf(figures: readonly number[]): Spread {
  const sorted = [...figures].sort((a, b) => a - b);
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  const upper = sorted[Math.ceil((sorted.length - 1) / 2)];
  const min = sorted[0];
  const max = sorted.at(-1);
  if (lower === undefined || upper === undefined || min === undefined || max === undefined) {
    throw new RangeError("There is no figure to take the median of");
  }
  return { median: (lower + upper) / 2, min, max };
}

/**
 * How many times as large one series is as the other, taken round by round: what slowed the machine
 * down in one round slowed both.
 */
export function ratioOf(series: readonly number[], against: readonly number[]): Spread {
  if (series.length !== against.length) throw new RangeError("The series have unequal rounds");
  return spreadOf(series.map((figure, round) => figure / (against[round] ?? Number.NaN)));
}
