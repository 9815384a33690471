import { AUDIT_ACTIONS, isAuditAction, POLICY_DEMANDS } from "@latchkey/shared";
import type { AuditEventRowFragment } from "../../api/generated/graphql.js";
import { capitalized } from "../../format/sentence.js";
import { auditValue, NOTHING } from "./audit-value.js";

/** An action in words; one that is new to this console is spelled out from its name. */
export function actionText(action: string): string {
  return isAuditAction(action) ? AUDIT_ACTIONS[action].title : capitalized(spelledOut(action));
}

/** A field that an action changed, before and after in words; null where there was nothing. */
export interface AuditChange {
  readonly title: string;
  readonly before: string | null;
  readonly after: string;
}

/**
 * What an event changed, field by field. What says nothing is left out: new ids, ids that have their
 * name beside them, and empty new fields.
 */
export function auditChanges(
  event: Pick<AuditEventRowFragment, "before" | "after">,
): AuditChange[] {
  const before = fieldsOf(event.before);
  const after = fieldsOf(event.after);
  const fields = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return fields.flatMap((field) => {
    const isNew = !Object.hasOwn(before, field);
    const text = auditValue(field, after[field]);
    const was = isNew ? NOTHING : auditValue(field, before[field]);
    if (text === was || (isNew && /^id$|Id$/.test(field))) return [];
    if (isNamed(before, field) && isNamed(after, field)) return [];
    return [{ title: fieldTitle(field), before: was === NOTHING ? null : was, after: text }];
  });
}

type Fields = Readonly<Record<string, unknown>>;

/** The field that names what an id points at; events of the first versions have none. */
const NAMES: Readonly<Record<string, string>> = {
  ownerId: "ownerEmail",
  campaignId: "campaignName",
};

const TITLES: Readonly<Record<string, string>> = {
  ipAllowlist: "IP allowlist",
  rateLimitMax: "Maximum for rate limits",
  scopes: "Permissions",
  campaignId: "Campaign id",
  campaignName: "Campaign",
  ownerId: "Owner id",
  ownerEmail: "Owner",
  start: "Secret begins with",
  lastFour: "Secret ends with",
  closesAt: "Old secret stops",
  expiresAt: "Expires",
  rotatedAt: "Rotated",
  revokedAt: "Revoked",
  deactivatedAt: "Deactivated",
  deletedAt: "Deleted",
};

const DEMANDS: Readonly<Record<string, { readonly title: string }>> = POLICY_DEMANDS;

function isNamed(fields: Fields, field: string): boolean {
  const name = NAMES[field];
  return name !== undefined && (!Object.hasOwn(fields, field) || Object.hasOwn(fields, name));
}

function fieldTitle(field: string): string {
  return TITLES[field] ?? DEMANDS[field]?.title ?? capitalized(spelledOut(field));
}

function spelledOut(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function fieldsOf(json: string | null): Fields {
  if (json === null) return {};
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
