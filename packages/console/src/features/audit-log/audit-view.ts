import type { AuditEventFilter } from "../../api/generated/graphql.js";

/** What the page shows, as its address says it; days are `2026-11-21` in the reader's zone. */
export interface AuditView {
  readonly action: string | null;
  readonly subjectId: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** The cursor of the page before; null on the newest page. */
  readonly after: string | null;
}

/** Reads the view out of the address; a day that is none counts as not said. */
export function readAuditView(address: URLSearchParams): AuditView {
  return {
    action: address.get("action"),
    subjectId: address.get("subject"),
    from: dayOrNull(address.get("from")),
    to: dayOrNull(address.get("to")),
    after: address.get("after"),
  };
}

/** Writes the view as an address's query, leaving out what is not narrowed. */
export function writeAuditView(view: AuditView): Record<string, string> {
  return {
    ...(view.action ? { action: view.action } : {}),
    ...(view.subjectId ? { subject: view.subjectId } : {}),
    ...(view.from ? { from: view.from } : {}),
    ...(view.to ? { to: view.to } : {}),
    ...(view.after ? { after: view.after } : {}),
  };
}

/** The view as the API filters: whole days, the last one included. */
export function auditFilter({ action, subjectId, from, to }: AuditView): AuditEventFilter {
  return {
    ...(action ? { action } : {}),
    ...(subjectId ? { subjectId } : {}),
    ...(from ? { from: startOfDay(from, 0) } : {}),
    ...(to ? { to: startOfDay(to, 1) } : {}),
  };
}

function startOfDay(day: string, daysLater: number): string {
  const start = new Date(`${day}T00:00`);
  start.setDate(start.getDate() + daysLater);
  return start.toISOString();
}

function dayOrNull(text: string | null): string | null {
  const isDay = text !== null && /^\d{4}-\d\d-\d\d$/.test(text);
  return isDay && !Number.isNaN(Date.parse(`${text}T00:00`)) ? text : null;
}
