import { parseArgs } from "node:util";
import { ALL_SUITES, DEFAULT_SUITES } from "./suites/all-suites.js";
import type { Suite } from "./suites/suite.js";

/** What to run and for how long. */
export interface Command {
  readonly suites: readonly Suite[];
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpRequests: number;
  readonly connections: number;
  /**
   * How many keys share the load: a key may be given 100,000 requests an hour at most, which one alone
   * would spend within seconds. A peer that locks or counts by key gains from it as well.
   */
  readonly keys: number;
  /** Also renew the tables of docs/performance.md. */
  readonly writesDocs: boolean;
  /** Also have each server write a CPU profile as it ends; the figures are lower for it. */
  readonly profiles: boolean;
}

const WARM_UP_REQUESTS = 5_000;

/** How the command is called. */
export const USAGE = `npm run bench [-- <suite>... [--rounds N] [--seconds N] [--connections N] [--keys N] [--docs] [--profile]]

${ALL_SUITES.map((suite) => `  ${suite.name.padEnd(10)} ${suite.title}`).join("\n")}

Without a name: ${DEFAULT_SUITES.join(", ")}. \`all\` runs every suite; the keys alone take minutes to make.
--rounds 5, --seconds 3 a round and lane, --connections 64, --keys 256.
--docs puts the tables into docs/performance.md; --profile leaves each server's CPU profile in bench/results/profiles.`;

/** The command was not understood; the message says what was wrong. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Reads the command line; throws a `UsageError`. */
export function readCommandLine(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const names = positionals.length > 0 ? positionals : DEFAULT_SUITES;
  const isAll = names.includes("all");
  const unknown = names.filter(
    (name) => name !== "all" && !ALL_SUITES.some((suite) => suite.name === name),
  );
  if (unknown.length > 0) throw new UsageError(`There is no suite ${unknown.join(", ")}.`);
  return {
    suites: ALL_SUITES.filter((suite) => isAll || names.includes(suite.name)),
    rounds: readNumber("rounds", values.rounds, /^[1-9]\d{0,2}$/),
    seconds: readNumber("seconds", values.seconds, /^(0\.\d+|[1-9]\d{0,2}(\.\d+)?)$/),
    warmUpRequests: WARM_UP_REQUESTS,
    connections: readNumber("connections", values.connections, /^[1-9]\d{0,3}$/),
    keys: readNumber("keys", values.keys, /^[1-9]\d{0,3}$/),
    writesDocs: values.docs,
    profiles: values.profile,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        rounds: { type: "string", default: "5" },
        seconds: { type: "string", default: "3" },
        connections: { type: "string", default: "64" },
        keys: { type: "string", default: "256" },
        docs: { type: "boolean", default: false },
        profile: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readNumber(name: string, text: string, pattern: RegExp): number {
  if (!pattern.test(text)) throw new UsageError(`--${name} must be a number, and was ${text}.`);
  return Number(text);
}
