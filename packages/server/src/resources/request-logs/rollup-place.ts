import { isGiven } from "../../base/is-given.js";
import type { RequestLogFilter } from "./request-log.inputs.js";
import type { RollupChoice } from "./rollup-choice.js";

/** Whose roll-ups are read, and which of them. */
export interface RollupPlace {
  readonly scope: string;
  readonly choice: RollupChoice;
}

/** All requests of a workspace. */
export const WHOLE_WORKSPACE: RollupPlace = {
  scope: "",
  choice: { dimension: "ALL", value: null, accepts: () => true },
};

/** All requests of a key: the workspace's under its id. */
export function wholeKey(id: string): RollupPlace {
  return {
    scope: "",
    choice: { dimension: "API_KEY", value: id, accepts: (value) => value === id },
  };
}

/** Where the chosen roll-ups of a scope are. */
export function placeOf(
  scope: string,
  { apiKeyId }: RequestLogFilter,
  choice: RollupChoice,
): RollupPlace {
  const isOfKeys = choice.dimension === "ALL" || choice.dimension === "API_KEY";
  if (isGiven(apiKeyId) && isOfKeys) return wholeKey(apiKeyId);
  return { scope, choice };
}
