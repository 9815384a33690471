import { csvText } from "@latchkey/shared";
import type { AuditEventRowFragment } from "../../api/generated/graphql.js";

const HEAD = [
  "Sequence",
  "Time",
  "Actor",
  "Actor kind",
  "Address",
  "Action",
  "Subject",
  "Subject id",
  "Before",
  "After",
] as const;

/** Audit events as a CSV file; before and after as they were recorded, in JSON. */
export function auditCsv(events: readonly AuditEventRowFragment[]): string {
  return csvText([
    HEAD,
    ...events.map((event) => [
      String(event.sequence),
      event.at,
      event.actorName,
      event.actorKind,
      event.ip ?? "",
      event.action,
      event.subjectName,
      event.subjectId,
      event.before ?? "",
      event.after ?? "",
    ]),
  ]);
}
