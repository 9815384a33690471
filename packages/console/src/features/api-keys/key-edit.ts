import { keyEditProblems, presetOf, reduceScopes, type Scope, tidyText } from "@latchkey/shared";
import type { ApiKeyRowFragment, UpdateApiKeyInput } from "../../api/generated/graphql.js";
import { rateLimitsText } from "../../format/rate-limit.js";
import { allowlistEntries, allowlistProblem } from "./allowlist.js";
import { type Permissions, scopesOf } from "./permissions.js";
import {
  isSameLimits,
  type RateLimitRow,
  rateLimitProblem,
  rateLimitRows,
  rateLimitsInput,
  rateLimitsOf,
} from "./rate-limit-form.js";

/** What the form of an edit holds. */
export interface KeyEditForm {
  readonly name: string;
  readonly description: string;
  readonly permissions: Permissions;
  readonly allowlist: string;
  readonly rateLimits: readonly RateLimitRow[];
  readonly ownerId: string | null;
}

/** What an edit can change, as the key has it. */
export type EditableApiKey = Pick<
  ApiKeyRowFragment,
  "name" | "description" | "scopes" | "ipAllowlist" | "rateLimits" | "owner"
>;

/** The form as the key is. */
export function keyEditForm(key: EditableApiKey): KeyEditForm {
  const preset = presetOf(key.scopes);
  return {
    name: key.name,
    description: key.description ?? "",
    permissions: { choice: preset ?? "CUSTOM", customScopes: preset ? [] : [...key.scopes] },
    allowlist: key.ipAllowlist.join("\n"),
    rateLimits: rateLimitRows(key.rateLimits),
    ownerId: key.owner?.id ?? null,
  };
}

/** What is wrong with each field of a key's form, by the rules that the server has too; the maximum is the workspace's. */
export function keyEditErrors(
  key: Pick<EditableApiKey, "rateLimits">,
  form: KeyEditForm,
  rateLimitMax: number,
) {
  const { name, description, permissions, allowlist, rateLimits } = form;
  const ipAllowlist = allowlistEntries(allowlist);
  const scopes = scopesOf(permissions);
  const problems = keyEditProblems({ name, description, scopes, ipAllowlist });
  return {
    name: problems["name"],
    description: problems["description"],
    permissions: problems["scopes"],
    allowlist: allowlistProblem(problems, ipAllowlist),
    rateLimits: rateLimitProblem(rateLimits, key.rateLimits, rateLimitMax),
  };
}

/** Only what the form changes of the key, so that nothing else is written over. */
export function keyEditChanges(
  key: EditableApiKey,
  form: KeyEditForm,
): Omit<UpdateApiKeyInput, "id" | "version"> {
  const name = form.name.trim();
  const description = tidyText(form.description);
  const scopes = scopesOf(form.permissions);
  const ipAllowlist = allowlistEntries(form.allowlist);
  return {
    ...(name === key.name ? {} : { name }),
    ...(description === key.description ? {} : { description }),
    ...(textOfScopes(scopes) === textOfScopes(key.scopes) ? {} : { scopes }),
    ...(ipAllowlist.join() === key.ipAllowlist.join() ? {} : { ipAllowlist }),
    ...(isSameLimits(rateLimitsOf(form.rateLimits), key.rateLimits)
      ? {}
      : { rateLimits: rateLimitsInput(form.rateLimits) }),
    ...(form.ownerId && form.ownerId !== key.owner?.id ? { ownerId: form.ownerId } : {}),
  };
}

/** The form on a key that changed meanwhile: what the person did not touch follows the key. */
export function rebasedForm(form: KeyEditForm, before: EditableApiKey, after: EditableApiKey) {
  const touched = keyEditChanges(before, form);
  const fresh = keyEditForm(after);
  return {
    name: "name" in touched ? form.name : fresh.name,
    description: "description" in touched ? form.description : fresh.description,
    permissions: "scopes" in touched ? form.permissions : fresh.permissions,
    allowlist: "ipAllowlist" in touched ? form.allowlist : fresh.allowlist,
    rateLimits: "rateLimits" in touched ? form.rateLimits : fresh.rateLimits,
    ownerId: "ownerId" in touched ? form.ownerId : fresh.ownerId,
  };
}

/** A field that somebody else changed. */
export interface KeyDifference {
  /** As an edit names it; or `status`, `secret`. */
  readonly field: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

/** What differs between a key as it was and as it is, field by field, in words. */
export function keyDifferences(
  before: ApiKeyRowFragment,
  after: ApiKeyRowFragment,
): KeyDifference[] {
  return Object.entries(READABLE).flatMap(([field, { title, textOf }]) => {
    const [was, text] = [textOf(before), textOf(after)];
    return was === text ? [] : [{ field, title, before: was, after: text }];
  });
}

/** Each field in words. */
const READABLE: Readonly<
  Record<string, { readonly title: string; readonly textOf: (key: ApiKeyRowFragment) => string }>
> = {
  name: { title: "Name", textOf: (key) => key.name },
  description: { title: "Description", textOf: (key) => key.description ?? "none" },
  scopes: { title: "Permissions", textOf: (key) => textOfScopes(key.scopes) },
  ipAllowlist: {
    title: "IP allowlist",
    textOf: (key) => key.ipAllowlist.join(", ") || "any address",
  },
  rateLimits: { title: "Rate limits", textOf: (key) => rateLimitsText(key.rateLimits) },
  ownerId: { title: "Owner", textOf: (key) => key.owner?.email ?? "nobody" },
  status: { title: "Status", textOf: (key) => key.status.toLowerCase() },
  secret: { title: "Secret", textOf: (key) => `${key.start}…${key.lastFour}` },
};

function textOfScopes(scopes: readonly Scope[]): string {
  return reduceScopes(scopes).join(", ");
}
