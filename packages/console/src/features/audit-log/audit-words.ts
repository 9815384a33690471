import { isScope, reduceScopes } from "@latchkey/shared";
import type { AuditEventRowFragment } from "../../api/generated/graphql.js";
import { capitalized } from "../../format/sentence.js";
import { exactTime } from "../../format/time.js";

/** The actions that can be filtered by, as a person says them. */
export const AUDIT_ACTIONS: Readonly<Record<string, string>> = {
  createApiKey: "Created a key",
  updateApiKey: "Edited a key",
  rotateApiKey: "Rotated a key",
  closeApiKeySecret: "Closed an old secret",
  extendApiKeySecret: "Extended an old secret",
  deactivateApiKey: "Deactivated a key",
  activateApiKey: "Activated a key",
  revokeApiKey: "Revoked a key",
  deleteApiKey: "Deleted a key",
};

/** An action in words; one that is new to this list is spelled out from its name. */
export function actionText(action: string): string {
  return AUDIT_ACTIONS[action] ?? capitalized(spelledOut(action));
}

/** A field that an action changed, before and after in words; null where there was nothing. */
export interface AuditChange {
  readonly title: string;
  readonly before: string | null;
  readonly after: string;
}

/** What an event changed, field by field. What says nothing (new ids, empty new fields) is left out. */
export function auditChanges(
  event: Pick<AuditEventRowFragment, "before" | "after">,
): AuditChange[] {
  const before = fieldsOf(event.before);
  return Object.entries(fieldsOf(event.after)).flatMap(([field, value]) => {
    const isNew = !Object.hasOwn(before, field);
    const text = valueText(field, value);
    const was = isNew ? NOTHING : valueText(field, before[field]);
    if (text === was || (isNew && /^id$|Id$/.test(field))) return [];
    return [{ title: fieldTitle(field), before: was === NOTHING ? null : was, after: text }];
  });
}

const NOTHING = "none";
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const TITLES: Readonly<Record<string, string>> = {
  ipAllowlist: "IP allowlist",
  scopes: "Permissions",
  campaignId: "Campaign id",
  ownerId: "Owner id",
  start: "Secret begins with",
  lastFour: "Secret ends with",
  expiresAt: "Expires",
  rotatedAt: "Rotated",
  revokedAt: "Revoked",
  deactivatedAt: "Deactivated",
  deletedAt: "Deleted",
};

function fieldTitle(field: string): string {
  return TITLES[field] ?? capitalized(spelledOut(field));
}

function spelledOut(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function fieldsOf(json: string | null): Record<string, unknown> {
  if (json === null) return {};
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function valueText(field: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return NOTHING;
  if (Array.isArray(value)) {
    const texts = value.map(String);
    const scopes = field === "scopes" && texts.every(isScope) ? reduceScopes(texts) : texts;
    return scopes.join(", ") || NOTHING;
  }
  if (typeof value === "string") return INSTANT.test(value) ? exactTime(value) : value;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
