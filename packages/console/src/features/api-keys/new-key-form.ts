import {
  DEFAULT_RATE_LIMITS,
  type KeyEnvironment,
  newKeyProblems,
  tidyText,
} from "@latchkey/shared";
import type { CreateApiKeyInput } from "../../api/generated/graphql.js";
import { allowlistEntries, allowlistProblem } from "./allowlist.js";
import { type KeyLifetime, lifetimeOf, startingLifetime } from "./key-lifetime.js";
import { type Permissions, scopesOf, startingPermissions } from "./permissions.js";
import {
  type RateLimitRow,
  rateLimitProblem,
  rateLimitRows,
  rateLimitsInput,
} from "./rate-limit-form.js";

/** What the form of a new key holds. */
export interface NewKeyForm {
  readonly name: string;
  readonly description: string;
  readonly environment: KeyEnvironment;
  readonly permissions: Permissions;
  readonly campaignId: string | null;
  readonly lifetime: KeyLifetime;
  readonly allowlist: string;
  readonly rateLimits: readonly RateLimitRow[];
  /** Null for whoever makes it. */
  readonly ownerId: string | null;
}

/** An empty form: the least permissions, the default rate limits, no other limits. */
export const startingNewKey: NewKeyForm = {
  name: "",
  description: "",
  environment: "LIVE",
  permissions: startingPermissions,
  campaignId: null,
  lifetime: startingLifetime,
  allowlist: "",
  rateLimits: rateLimitRows(DEFAULT_RATE_LIMITS),
  ownerId: null,
};

/** What is wrong with each field of the form, by the rules that the server has too; the maximum is the workspace's. */
export function newKeyFormErrors(form: NewKeyForm, now: Date, rateLimitMax: number) {
  const ipAllowlist = allowlistEntries(form.allowlist);
  const { name, description } = form;
  const scopes = scopesOf(form.permissions);
  const problems = newKeyProblems(
    { name, description, scopes, ipAllowlist, ...lifetimeOf(form.lifetime) },
    now,
  );
  return {
    name: problems["name"],
    description: problems["description"],
    permissions: problems["scopes"],
    lifetime: problems["expiresAt"],
    allowlist: allowlistProblem(problems, ipAllowlist),
    rateLimits: rateLimitProblem(form.rateLimits, DEFAULT_RATE_LIMITS, rateLimitMax),
  };
}

/** The form as the API takes it. */
export function newKeyInput(form: NewKeyForm): CreateApiKeyInput {
  const { expiration, expiresAt } = lifetimeOf(form.lifetime);
  const rateLimits = rateLimitsInput(form.rateLimits);
  return {
    name: form.name.trim(),
    description: tidyText(form.description),
    environment: form.environment,
    campaignId: form.campaignId,
    scopes: scopesOf(form.permissions),
    ipAllowlist: allowlistEntries(form.allowlist),
    ...(rateLimits ? { rateLimits } : {}),
    ...(form.ownerId ? { ownerId: form.ownerId } : {}),
    ...(expiration ? { expiration } : {}),
    ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
  };
}
