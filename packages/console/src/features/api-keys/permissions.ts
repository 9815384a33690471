import { PRESETS, type PresetName, reduceScopes, type Scope, sortScopes } from "@latchkey/shared";

/** What the form's Permissions hold: a preset's name, or Custom with its own scopes. */
export interface Permissions {
  readonly choice: PresetName | "CUSTOM";
  readonly customScopes: readonly Scope[];
}

/** The least: what a new form starts with. */
export const startingPermissions: Permissions = { choice: "READ_ONLY", customScopes: [] };

/** The scopes to ask the server for. */
export function scopesOf({ choice, customScopes }: Permissions): Scope[] {
  return choice === "CUSTOM" ? reduceScopes(customScopes) : sortScopes(PRESETS[choice].scopes);
}

/** The choice as it continues: Custom starts from the preset it replaces. */
export function withChoice(current: Permissions, choice: Permissions["choice"]): Permissions {
  const startsFresh = choice === "CUSTOM" && current.customScopes.length === 0;
  return { choice, customScopes: startsFresh ? scopesOf(current) : current.customScopes };
}
