import { type Expiration, expiresAtProblem } from "./expiration.js";
import { ipRangeProblem } from "./ip-address.js";
import type { KeyEnvironment } from "./key-format.js";
import { ProblemList, type Problems, textProblem } from "./problems.js";
import { isScope, scopeInfo } from "./scopes.js";

/** Limits of a key's texts, in characters. */
export const KEY_LIMITS = { nameMax: 80, descriptionMax: 500, allowlistMax: 100 } as const;

/** The two environments, as the form offers them. */
export const KEY_ENVIRONMENTS: Readonly<
  Record<KeyEnvironment, { title: string; description: string }>
> = {
  LIVE: { title: "Live", description: "For production" },
  TEST: { title: "Test", description: "For development and trials" },
};

/** What an edit can change; the form and the service check it with the same rules. */
export interface EditableKey {
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly scopes?: readonly string[] | null | undefined;
  readonly ipAllowlist?: readonly string[] | null | undefined;
}

/** What a new key is asked for. */
export interface NewKey extends EditableKey {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiration?: Expiration | null | undefined;
  readonly expiresAt?: Date | null | undefined;
}

/** Says what is wrong with each field of a new key. */
export function newKeyProblems(key: NewKey, now: Date): Problems {
  const list = new ProblemList();
  addEditableProblems(list, key);
  if (key.expiresAt) {
    list.add(
      "expiresAt",
      key.expiration
        ? "Choose an expiration or a date, not both."
        : expiresAtProblem(key.expiresAt, now),
    );
  }
  return list.problems;
}

/** Says what is wrong with each field of an edit; a field left out is not changed. */
export function keyEditProblems(edit: EditableKey): Problems {
  const list = new ProblemList();
  addEditableProblems(list, edit);
  return list.problems;
}

function addEditableProblems(list: ProblemList, key: EditableKey): void {
  if (key.name !== undefined) {
    list.add(
      "name",
      textProblem(key.name, { label: "Name", max: KEY_LIMITS.nameMax, required: true }),
    );
  }
  list.add(
    "description",
    textProblem(key.description, {
      label: "Description",
      max: KEY_LIMITS.descriptionMax,
      isMultiline: true,
    }),
  );
  if (key.scopes !== undefined) addScopeProblems(list, key.scopes ?? []);
  const allowlist = key.ipAllowlist ?? [];
  if (allowlist.length > KEY_LIMITS.allowlistMax) {
    list.add("ipAllowlist", `The allowlist can have at most ${KEY_LIMITS.allowlistMax} entries.`);
  }
  allowlist.forEach((entry, index) => {
    list.add(`ipAllowlist.${index}`, ipRangeProblem(entry));
  });
}

function addScopeProblems(list: ProblemList, scopes: readonly string[]): void {
  if (scopes.length === 0) list.add("scopes", "Choose at least one permission.");
  scopes.forEach((scope, index) => {
    if (!isScope(scope)) list.add(`scopes.${index}`, "Not a scope.");
    else if (!scopeInfo(scope).isGrantable) {
      list.add(`scopes.${index}`, `${scope} cannot be given to a key.`);
    }
  });
}
