import { isScope, type Scope } from "@latchkey/shared";

interface UsedScope {
  readonly scope: Scope;
  readonly isUsed: boolean;
  readonly requests: number;
  readonly lastUsedAt: string | null;
}

/** A scope and whether it is needed: itself, only as a part of its write, or not at all. */
export interface ScopeUseRow extends UsedScope {
  readonly standing: "used" | "included" | "unused";
}

/** Each scope with what would become of it when the key is narrowed to what it used. */
export function scopeUseRows(scopes: readonly UsedScope[]): ScopeUseRow[] {
  const used = new Set(scopes.filter(({ isUsed }) => isUsed).map(({ scope }) => scope));
  return scopes.map((use) => {
    const write = use.scope.replace(/:read$/, ":write");
    const isIncluded = write !== use.scope && isScope(write) && used.has(write);
    return { ...use, standing: use.isUsed ? "used" : isIncluded ? "included" : "unused" };
  });
}
