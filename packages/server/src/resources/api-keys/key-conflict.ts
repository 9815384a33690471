import type { DataSource } from "typeorm";
import type { Actor } from "../../base/actor.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { ApiKey } from "./api-key.entity.js";
import { KeyChangedError } from "./api-key.store.js";

/** Most changes told of; older ones are left out. */
const CHANGES_MAX = 20;

type RecordedChange = Pick<AuditEvent, "at" | "actorName" | "action" | "before" | "after">;

/**
 * The 409 for an edit of an older version of a key. `changedFields` names, as the edit would, what
 * differs from that version; `changes` says who did what and when, newest first, to callers who may
 * read the audit log.
 */
export async function describeConflict(
  database: DataSource,
  actor: Actor,
  key: ApiKey,
  sinceVersion: number,
): Promise<KeyChangedError> {
  const events = await listChanges(database, key, sinceVersion);
  const mayReadAudit = actor.scopes.has("logs:read") && actor.campaignId === null;
  return new KeyChangedError({
    changedFields: changedFields(events),
    ...(mayReadAudit ? { changes: events.slice(0, CHANGES_MAX).map(toChange) } : {}),
  });
}

/** Each version of a key has its event, written with it: the newest so many lead back to the older one. */
function listChanges(
  database: DataSource,
  { id, workspaceId }: ApiKey,
  sinceVersion: number,
): Promise<RecordedChange[]> {
  // One transaction, so that the version and the events are of the same moment.
  return database.transaction(async (manager) => {
    const { version } = await manager.findOneByOrFail(ApiKey, { id });
    if (version <= sinceVersion) return [];
    return manager.find(AuditEvent, {
      where: { workspaceId, subjectId: id },
      order: { sequence: "DESC" },
      take: version - sinceVersion,
    });
  });
}

/** The edited fields whose values before the first and after the last change are not the same. */
function changedFields(events: readonly RecordedChange[]): string[] {
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  for (const event of [...events].reverse()) {
    for (const field of editedFields(event)) {
      if (!before.has(field)) before.set(field, recordedValue(event.before, field));
      after.set(field, recordedValue(event.after, field));
    }
  }
  return [...after].flatMap(([field, value]) => (before.get(field) === value ? [] : [field]));
}

function toChange(event: RecordedChange) {
  const { at, actorName: by, action } = event;
  return { at, by, action, fields: editedFields(event) };
}

function editedFields({ action, after }: RecordedChange): string[] {
  return action === "updateApiKey" ? Object.keys(JSON.parse(after ?? "{}")) : [];
}

function recordedValue(json: string | null, field: string): string {
  const values: Record<string, unknown> = JSON.parse(json ?? "{}");
  return JSON.stringify(values[field] ?? null);
}
