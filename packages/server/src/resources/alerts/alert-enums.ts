import {
  ALERT_CLOSED_REASONS,
  ALERT_KINDS,
  ALERT_SEVERITIES,
  ALERT_STATUSES,
  type AlertClosedReason,
  type AlertKind,
  type AlertSeverity,
  type AlertStatus,
} from "@latchkey/shared";
import { registerEnumType } from "type-graphql";

/** The kinds of alerts, as a runtime value for the schema. */
export const AlertKindEnum = namesOf<AlertKind>(ALERT_KINDS);
/** How much an alert matters, for the schema. */
export const AlertSeverityEnum = namesOf<AlertSeverity>(ALERT_SEVERITIES);
/** How far an alert has come, for the schema. */
export const AlertStatusEnum = namesOf<AlertStatus>(ALERT_STATUSES);
/** Why an alert closed, for the schema. */
export const AlertClosedReasonEnum = namesOf<AlertClosedReason>(ALERT_CLOSED_REASONS);

registerEnumType(AlertKindEnum, {
  name: "AlertKind",
  description: "What an alert tells of.",
  valuesConfig: describe(ALERT_KINDS, ({ meaning }) => meaning),
});
registerEnumType(AlertSeverityEnum, {
  name: "AlertSeverity",
  description: "How much an alert matters.",
  valuesConfig: describe(ALERT_SEVERITIES, String),
});
registerEnumType(AlertStatusEnum, {
  name: "AlertStatus",
  description: "How far an alert has come.",
  valuesConfig: describe(ALERT_STATUSES, String),
});
registerEnumType(AlertClosedReasonEnum, {
  name: "AlertClosedReason",
  description: "Why an alert closed by itself.",
  valuesConfig: describe(ALERT_CLOSED_REASONS, String),
});

/** A table's names, each under itself. */
function namesOf<N extends string>(table: Readonly<Record<N, unknown>>): { readonly [K in N]: K } {
  return Object.fromEntries(Object.keys(table).map((name) => [name, name])) as { [K in N]: K };
}

function describe<N extends string, T>(
  table: Readonly<Record<N, T>>,
  textOf: (info: T) => string,
): Record<N, { description: string }> {
  const entries = Object.entries<T>(table).map(([name, info]) => [
    name,
    { description: textOf(info) },
  ]);
  return Object.fromEntries(entries);
}
