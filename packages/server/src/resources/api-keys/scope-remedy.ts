import { expandScopes, missingScopes, type Scope } from "@latchkey/shared";

/** What would let a key do what it lacks these scopes for, by the scopes that it was given itself. */
export function scopeRemedy(missing: readonly Scope[], given: readonly Scope[]): string {
  const ungiven = missingScopes(missing, expandScopes(given));
  return ungiven.length > 0
    ? `Give the key ${ungiven.join(", ")}.`
    : "The key has the scope, but its owner's role does not allow it: hand the key over, or raise the role.";
}
