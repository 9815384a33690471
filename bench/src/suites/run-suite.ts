import { ratioOf, type Spread, spreadOf } from "../statistics/spread.js";
import type { Lane, Sample } from "./lane.js";
import type { Suite, SuiteContext, Target } from "./suite.js";

/** A share of the server's core that other programs may have before a measurement is done again. */
const DISTURBED = 0.05;
const AGAIN_MAX = 2;

/** A slow lane is warm after so long, however little it has done. */
const WARM_UP_MAX_MS = 15_000;

/** How long to measure. */
export interface Rounds {
  readonly rounds: number;
  readonly seconds: number;
  /** Requests that each lane runs before the first round; a cold server's code is not compiled yet. */
  readonly warmUpRequests: number;
}

/** What was measured of one lane, a sample a round. */
export interface LaneResult {
  readonly name: string;
  readonly samples: readonly Sample[];
}

/** A target and what came of it: a ratio, or without another lane a rate. Null where a lane was left out. */
export interface TargetResult extends Target {
  readonly measured: Spread | null;
  /** The same by CPU time instead of the clock; told, not judged. */
  readonly byCpu: Spread | null;
}

/** Everything a report tells of a suite. */
export interface SuiteResult {
  readonly suite: Suite;
  readonly lanes: readonly LaneResult[];
  readonly targets: readonly TargetResult[];
  readonly notes: readonly string[];
}

/**
 * Runs a suite: all its servers are up, each lane is warmed, and then they are measured in rounds,
 * A B C A B C, so that whatever the machine does beside meets them all. Everything is stopped at the end.
 */
export async function runSuite(
  suite: Suite,
  context: Omit<SuiteContext, "note" | "keep">,
  { rounds, seconds, warmUpRequests }: Rounds,
): Promise<SuiteResult> {
  const notes = new Set<string>();
  const started: Array<{ stop(): Promise<void> }> = [];
  try {
    const lanes = await suite.open({
      ...context,
      note: (sentence) => void notes.add(sentence),
      keep: (thing) => {
        started.push(thing);
        return thing;
      },
    });
    for (const lane of lanes) await warmUp(lane, seconds, warmUpRequests);
    const results = lanes.map((lane) => ({ name: lane.name, samples: [] as Sample[] }));
    for (let round = 1; round <= rounds; round += 1) {
      const line = await measureRound(lanes, results, seconds);
      context.report(`round ${round} of ${rounds}: ${line}`);
    }
    return { suite, lanes: results, targets: judge(suite, results), notes: [...notes] };
  } finally {
    for (const thing of started.reverse()) await thing.stop();
  }
}

async function warmUp(lane: Lane, seconds: number, requests: number): Promise<void> {
  const startedAtMs = performance.now();
  let count = 0;
  while (count < requests && performance.now() - startedAtMs < WARM_UP_MAX_MS) {
    count += (await lane.measure(seconds)).count;
  }
}

async function measureRound(
  lanes: readonly Lane[],
  results: ReadonlyArray<{ samples: Sample[] }>,
  seconds: number,
): Promise<string> {
  const rates: string[] = [];
  for (const [index, lane] of lanes.entries()) {
    const sample = await measureUndisturbed(lane, seconds);
    results[index]?.samples.push(sample);
    rates.push(Math.round(sample.perSecond).toLocaleString("en"));
  }
  return rates.join(" | ");
}

/** Measures again where other programs took the server's core, and keeps the least disturbed. */
async function measureUndisturbed(lane: Lane, seconds: number): Promise<Sample> {
  let best = await lane.measure(seconds);
  for (let again = 0; again < AGAIN_MAX && disturbance(best) > DISTURBED; again += 1) {
    const sample = await lane.measure(seconds);
    if (disturbance(sample) < disturbance(best)) best = sample;
  }
  return best;
}

function disturbance({ othersBusy }: Sample): number {
  return othersBusy ?? 0;
}

function judge(suite: Suite, lanes: readonly LaneResult[]): TargetResult[] {
  return suite.targets.map((target) => {
    const samples = samplesOf(lanes, target.lane);
    const against = target.against === null ? null : samplesOf(lanes, target.against);
    return {
      ...target,
      measured: compare(samples, against, (sample) => sample.perSecond),
      byCpu: compare(samples, against, (sample) => sample.perCpuSecond),
    };
  });
}

function samplesOf(lanes: readonly LaneResult[], name: string): readonly Sample[] {
  return lanes.find((lane) => lane.name === name)?.samples ?? [];
}

/** The ratio of two lanes, or of one lane alone its rate; null where a figure is missing. */
function compare(
  samples: readonly Sample[],
  against: readonly Sample[] | null,
  figureOf: (sample: Sample) => number | null,
): Spread | null {
  const known = (some: readonly Sample[]) => some.map(figureOf).filter((one) => one !== null);
  const figures = known(samples);
  if (figures.length === 0) return null;
  if (against === null) return spreadOf(figures);
  const others = known(against);
  return others.length === figures.length ? ratioOf(figures, others) : null;
}
