import { inTurns } from "../../base/in-turns.js";
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

/** What all values of a place are counted under together for which it has no room. */
export const OTHER_VALUES = "*";

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

/** Which values that callers choose are told apart. */
export interface ValueBounds {
  /** Whether a value has a cell of its own already, in whichever place. */
  readonly isKnown: (dimension: Dimension, value: string) => boolean;
  /** Most values in one place. */
  readonly valuesMax: number;
}

/**
 * All cells that facts of one workspace add to. Each fact is counted for its key and hour alone; keys
 * are added up to their campaigns, environments and the workspace. In no place are more new values told
 * apart than could find room in it.
 */
export async function cellsOf(facts: readonly RequestFact[], bounds: ValueBounds): Promise<Cell[]> {
  const cells = new CellMap(bounds);
  await inTurns(contributionsOf(await countKeyHours(facts)), (cell) => cells.add(cell));
  return cells.all();
}

/** The places of values that callers choose, to which these facts may add; of each, one with no value. */
export function unboundedPlacesOf(facts: readonly FactTraits[]): CellPlace[] {
  const places = new Map<string, CellPlace>();
  const hours = new Map(facts.map((fact) => [`${fact.apiKeyId} ${hourOf(fact)}`, fact] as const));
  for (const fact of hours.values()) {
    for (const scope of scopesOf(fact)) {
      for (const dimension of UNBOUNDED) {
        for (const levelSeconds of levelsOf(dimension, scope)) {
          const startSeconds = fact.startSeconds - (fact.startSeconds % levelSeconds);
          const place = { dimension, levelSeconds, scope, startSeconds, value: "" };
          places.set(placeKey(place), place);
        }
      }
    }
  }
  return [...places.values()];
}

/** The scopes that a fact counts in: all, its environment, its campaign and its key. */
function scopesOf({ environment, campaignId, apiKeyId }: FactTraits): string[] {
  return ["", environment, campaignId, apiKeyId].filter((scope) => scope !== null);
}

function hourOf({ startSeconds }: FactTraits): number {
  return startSeconds - (startSeconds % HOUR_SECONDS);
}

/** What each cell gets of each key's hour, one after the other: of one key there can be thousands. */
function* contributionsOf(hours: Iterable<KeyHour>): Generator<Cell> {
  for (const hour of hours) {
    for (const [startSeconds, tally] of hour.minutes) {
      const place = {
        dimension: "ALL",
        levelSeconds: MINUTE_SECONDS,
        scope: "",
        value: "",
      } as const;
      yield { ...place, startSeconds, tally };
    }
    for (const scope of scopesOf(hour.traits)) {
      for (const [dimension, value, tally] of talliesOf(hour, scope)) {
        for (const levelSeconds of levelsOf(dimension, scope)) {
          if (levelSeconds < HOUR_SECONDS) continue;
          const startSeconds = hour.startSeconds - (hour.startSeconds % levelSeconds);
          yield { dimension, levelSeconds, scope, startSeconds, value, tally };
        }
      }
    }
  }
}

/** A key's hour by value, as it is counted in a scope. */
function* talliesOf(
  { traits, minutes, values }: KeyHour,
  scope: string,
): Generator<[dimension: Dimension, value: string, tally: Tally]> {
  const key = traits.apiKeyId;
  // A key's requests are the workspace's under the key's id.
  if (scope !== key) {
    const all = new Tally();
    for (const tally of minutes.values()) all.merge(tally);
    yield ["ALL", "", all];
    yield ["API_KEY", key, all];
  }
  for (const [dimension, tallies] of values) {
    for (const [value, tally] of tallies) yield [dimension, value, tally];
  }
}

async function countKeyHours(facts: readonly RequestFact[]): Promise<Iterable<KeyHour>> {
  const hours = new Map<string, KeyHour>();
  await inTurns(facts, (fact) => {
    const startSeconds = hourOf(fact);
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
  });
  return hours.values();
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
  private readonly cells = new Map<string, Cell>();
  /** How many new values each place tells apart. */
  private readonly fresh = new Map<string, number>();

  constructor(private readonly bounds: ValueBounds) {}

  add(part: Cell): void {
    const cell = this.cells.get(placeKey(part)) ?? this.cellFor(part);
    cell.tally.merge(part.tally);
  }

  all(): Cell[] {
    return [...this.cells.values()];
  }

  private cellFor(place: CellPlace): Cell {
    const { dimension, levelSeconds, scope, startSeconds } = place;
    const value = this.admit(place) ? place.value : OTHER_VALUES;
    const own = { dimension, levelSeconds, scope, startSeconds, value };
    const key = placeKey(own);
    const cell = this.cells.get(key) ?? { ...own, tally: new Tally() };
    this.cells.set(key, cell);
    return cell;
  }

  /** Whether a value that its place does not hold yet is told apart there: the first ones could fill it. */
  private admit(place: CellPlace): boolean {
    const { isKnown, valuesMax } = this.bounds;
    if (!isUnbounded(place.dimension) || isKnown(place.dimension, place.value)) return true;
    const all = placeKey({ ...place, value: "" });
    const count = (this.fresh.get(all) ?? 0) + 1;
    if (count > valuesMax) return false;
    this.fresh.set(all, count);
    return true;
  }
}
