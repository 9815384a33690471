import { type RoleName, scopesOfRole } from "@latchkey/shared";
import { counted } from "../../format/number.js";
import { aRole } from "../../format/role.js";
import type { KeyOwnerRights } from "./key-effects.js";

/** What a new role does to a member's keys. */
export function roleEffectText(keyCount: number, before: KeyOwnerRights, role: RoleName): string {
  if (keyCount === 0) return "No key belongs to this member.";
  const keys = counted(keyCount, "key");
  if (before.isPlatformAdmin) {
    const stay = keyCount === 1 ? "keeps" : "keep";
    return `${keys} ${stay} everything: this is a platform admin, whose role limits no key.`;
  }
  const isLess = scopesOfRole(role, false).length < scopesOfRole(before.role, false).length;
  return isLess
    ? `${keys} will do no more than ${aRole(role)} may, from ${itsOrTheir(keyCount)} next request.`
    : `${keys} may do what ${aRole(role)} may, as far as ${itsOrTheir(keyCount)} own permissions go.`;
}

/** What handing over does to a removed member's keys. */
export function handOverText(keyCount: number, name: string, after: KeyOwnerRights): string {
  const [works, secrets, does] =
    keyCount === 1 ? ["It works", "secret", "does"] : ["They work", "secrets", "do"];
  const limit = after.isPlatformAdmin
    ? "as far as their own permissions go"
    : `and ${does} no more than ${aRole(after.role)} may`;
  return `${counted(keyCount, "key")} will belong to ${name}. ${works} on with the same ${secrets}, ${limit}.`;
}

/** What removing means for the person, apart from their keys; `isSelf` for whoever asks. */
export function removalText(member: { isPlatformAdmin: boolean }, isSelf: boolean): string {
  if (member.isPlatformAdmin) {
    const who = isSelf ? "You are" : "This is";
    const still = isSelf ? "you can" : "they can";
    return `${who} a platform admin: ${still} still open the workspace.`;
  }
  return isSelf
    ? "From your next request on you can no longer open it, unless an admin invites you again."
    : "From their next request on they can no longer open it. Invite them again to undo this.";
}

/** What revoking does to a removed member's keys. */
export function revokeText(keyCount: number): string {
  const every =
    keyCount === 1 ? "Every program that uses it" : "Every program that uses one of them";
  return `${counted(keyCount, "key")} will be revoked. ${every} is refused at once and for good.`;
}

function itsOrTheir(keyCount: number): string {
  return keyCount === 1 ? "its" : "their";
}
