import { type RoleName, type Scope, unusableScopes } from "@latchkey/shared";

/** What an owner holds, as far as their keys follow it. */
export interface KeyOwnerRights {
  readonly role: RoleName;
  readonly isPlatformAdmin: boolean;
}

/** A key whose use changes with its owner's role, or with its owner. */
export interface KeyEffect {
  readonly id: string;
  readonly name: string;
  /** What it can no longer do. */
  readonly loses: readonly Scope[];
  /** What it was given and can use from then on. */
  readonly gains: readonly Scope[];
}

/** The keys that can do less or more once they belong to `after` instead of `before`; the others are left out. */
export function keyEffects(
  keys: readonly {
    readonly id: string;
    readonly name: string;
    readonly scopes: readonly Scope[];
  }[],
  before: KeyOwnerRights,
  after: KeyOwnerRights,
): KeyEffect[] {
  return keys.flatMap(({ id, name, scopes }) => {
    const was = unusableScopes(scopes, before.role, before.isPlatformAdmin);
    const is = unusableScopes(scopes, after.role, after.isPlatformAdmin);
    const loses = is.filter((scope) => !was.includes(scope));
    const gains = was.filter((scope) => !is.includes(scope));
    return loses.length + gains.length > 0 ? [{ id, name, loses, gains }] : [];
  });
}
