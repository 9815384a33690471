import type { KeyEnvironment } from "./key-format.js";
import { ProblemList, type Problems, textProblem } from "./problems.js";
import { isScope, scopeInfo } from "./scopes.js";

/** Limits of a key's texts, in characters. */
export const KEY_LIMITS = { nameMax: 80, descriptionMax: 500 } as const;

/** The two environments, as the form offers them. */
export const KEY_ENVIRONMENTS: Readonly<
  Record<KeyEnvironment, { title: string; description: string }>
> = {
  LIVE: { title: "Live", description: "For production" },
  TEST: { title: "Test", description: "For development and trials" },
};

/** What a new key is asked for; the form and the service check it with the same rules. */
export interface NewKey {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly scopes: readonly string[];
}

/** Says what is wrong with each field of a new key. */
export function newKeyProblems(key: NewKey): Problems {
  const list = new ProblemList()
    .add("name", textProblem(key.name, { label: "Name", max: KEY_LIMITS.nameMax, required: true }))
    .add(
      "description",
      textProblem(key.description, { label: "Description", max: KEY_LIMITS.descriptionMax }),
    )
    .add("scopes", key.scopes.length === 0 ? "Choose at least one permission." : null);
  key.scopes.forEach((scope, index) => {
    if (!isScope(scope)) list.add(`scopes.${index}`, "Not a scope.");
    else if (!scopeInfo(scope).isGrantable) {
      list.add(`scopes.${index}`, `${scope} cannot be given to a key.`);
    }
  });
  return list.problems;
}
