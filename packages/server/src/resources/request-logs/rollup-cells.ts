import { type FactTraits, isError, type RequestFact } from "./request-facts.js";
import { Tally, tallyAt } from "./tally.js";

/** Widths of what is counted together, in seconds, the widest first. */
export const DAY_SECONDS = 86_400;
export const HOUR_SECONDS = 3_600;
export const MINUTE_SECONDS = 60;

/**
 * What requests are told apart by. In most a request has one value; under `NAME` it has its operation's
 * name and each of its root fields, as the filter `operation` finds it.
 */
export type Dimension =
  | "ALL"
  | "API_KEY"
  | "OPERATION"
  | "NAME"
  | "STATUS"
  | "ERROR_CODE"
  | "ADDRESS";

/** What callers and addresses choose, and so could be without end. */
const UNBOUNDED: ReadonlySet<Dimension> = new Set(["OPERATION", "NAME", "ADDRESS"]);

/** Whether the values of a dimension are the callers' to choose. */
export function isUnbounded(dimension: Dimension): boolean {
  return UNBOUNDED.has(dimension);
}

/**
 * The widths a dimension is counted in, the widest first. Of the whole workspace hours, and all of its
 * requests by the minute for two days; of one environment, campaign or key what it adds up to by the
 * hour, and all else by the day alone: few requests would otherwise have more roll-ups than rows.
 */
export function levelsOf(dimension: Dimension, scope: string): readonly number[] {
  if (dimension === "ALL" && scope === "") return [DAY_SECONDS, HOUR_SECONDS, MINUTE_SECONDS];
  return dimension === "ALL" || scope === "" ? [DAY_SECONDS, HOUR_SECONDS] : [DAY_SECONDS];
}

const VALUE_MAX = 100;

const VALUES: Readonly<Record<Dimension, (fact: FactTraits) => readonly string[]>> = {
  ALL: () => [""],
  API_KEY: ({ apiKeyId }) => [apiKeyId],
  OPERATION: ({ operationName, rootFields }) => [operationName ?? rootFields[0] ?? ""],
  NAME: ({ operationName, rootFields }) => [
    ...new Set(operationName === null ? rootFields : [operationName, ...rootFields]),
  ],
  // An error beside data leaves the status a success's.
  STATUS: (fact) => [
    `${fact.statusCode}${fact.statusCode < 400 && isError(fact) ? PARTIAL_MARK : ""}`,
  ],
  ERROR_CODE: ({ errorCode }) => [errorCode ?? ""],
  ADDRESS: ({ ip }) => [ip ?? ""],
};

/** Behind a status below 400 whose answer told an error beside data. */
export const PARTIAL_MARK = "e";

/** The values a fact has in a dimension. */
export function valuesOf(dimension: Dimension, fact: FactTraits): readonly string[] {
  return VALUES[dimension](fact).map((value) => value.slice(0, VALUE_MAX));
}

/** Where a tally belongs. */
export interface CellPlace {
  readonly dimension: Dimension;
  readonly levelSeconds: number;
  readonly scope: string;
  readonly startSeconds: number;
  readonly value: string;
}

/** A tally and its place. */
export interface Cell extends CellPlace {
  readonly tally: Tally;
}

/** What is counted of each key, beside all of its requests. */
const OWN = ["OPERATION", "NAME", "STATUS", "ERROR_CODE", "ADDRESS"] as const;

/** One key's requests of an hour. */
interface KeyHour {
  readonly traits: FactTraits;
  readonly startSeconds: number;
  readonly minutes: Map<number, Tally>;
  readonly values: ReadonlyMap<Dimension, Map<string, Tally>>;
}

/**
 * All cells that facts of one workspace add to. Each fact is counted for its key and hour alone; keys
 * are added up to their campaigns, environments and the workspace, and hours to days.
 */
export function cellsOf(facts: readonly RequestFact[]): Cell[] {
  const cells = new CellMap();
  for (const { traits, startSeconds, minutes, values } of countKeyHours(facts)) {
    const key = traits.apiKeyId;
    const all = new Tally();
    for (const tally of minutes.values()) all.merge(tally);
    for (const [minute, tally] of minutes) {
      const place = {
        dimension: "ALL",
        levelSeconds: MINUTE_SECONDS,
        scope: "",
        value: "",
      } as const;
      cells.add({ ...place, startSeconds: minute }, tally);
    }
    for (const scope of ["", traits.environment, traits.campaignId, key]) {
      if (scope === null) continue;
      const add = (dimension: Dimension, value: string, tally: Tally) => {
        const levelSeconds = levelsOf(dimension, scope).includes(HOUR_SECONDS)
          ? HOUR_SECONDS
          : DAY_SECONDS;
        const start = startSeconds - (startSeconds % levelSeconds);
        cells.add({ dimension, levelSeconds, scope, startSeconds: start, value }, tally);
      };
      // A key's requests are the workspace's under the key's id.
      if (scope !== key) {
        add("ALL", "", all);
        add("API_KEY", key, all);
      }
      for (const [dimension, tallies] of values) {
        for (const [value, tally] of tallies) add(dimension, value, tally);
      }
    }
  }
  for (const cell of cells.all()) {
    if (cell.levelSeconds === HOUR_SECONDS) cells.add(widen(cell, DAY_SECONDS), cell.tally);
  }
  return cells.all();
}

function countKeyHours(facts: readonly RequestFact[]): Iterable<KeyHour> {
  const hours = new Map<string, KeyHour>();
  for (const fact of facts) {
    const startSeconds = fact.startSeconds - (fact.startSeconds % HOUR_SECONDS);
    const key = `${fact.apiKeyId} ${startSeconds}`;
    let hour = hours.get(key);
    if (!hour) {
      const values = new Map(OWN.map((dimension) => [dimension, new Map<string, Tally>()]));
      hour = { traits: fact, startSeconds, minutes: new Map(), values };
      hours.set(key, hour);
    }
    tallyAt(hour.minutes, fact.startSeconds).merge(fact.tally);
    for (const [dimension, tallies] of hour.values) {
      for (const value of valuesOf(dimension, fact)) tallyAt(tallies, value).merge(fact.tally);
    }
  }
  return hours.values();
}

function widen(place: CellPlace, levelSeconds: number): CellPlace {
  const { startSeconds } = place;
  return { ...place, levelSeconds, startSeconds: startSeconds - (startSeconds % levelSeconds) };
}

/** A place as a map's key. */
export function placeKey({
  dimension,
  levelSeconds,
  scope,
  startSeconds,
  value,
}: CellPlace): string {
  return `${dimension} ${levelSeconds} ${scope} ${startSeconds} ${value}`;
}

class CellMap {
  private readonly tallies = new Map<string, Tally>();
  private readonly places = new Map<string, CellPlace>();

  add(place: CellPlace, tally: Tally): void {
    const key = placeKey(place);
    tallyAt(this.tallies, key).merge(tally);
    if (!this.places.has(key)) {
      const { dimension, levelSeconds, scope, startSeconds, value } = place;
      this.places.set(key, { dimension, levelSeconds, scope, startSeconds, value });
    }
  }

  all(): Cell[] {
    return [...this.places].map(([key, place]) => ({
      ...place,
      tally: tallyAt(this.tallies, key),
    }));
  }
}
