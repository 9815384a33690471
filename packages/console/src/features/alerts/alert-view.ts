import {
  ALERT_KINDS,
  ALERT_SEVERITIES,
  type AlertKind,
  type AlertSeverity,
  type AlertStatus,
} from "@latchkey/shared";
import type { AlertFilter } from "../../api/generated/graphql.js";

/** How far alerts have come, as the page's tabs; the first is where a reader begins. */
export const STATUS_CHOICES: readonly {
  readonly value: string;
  readonly title: string;
  readonly status: AlertStatus | null;
}[] = [
  { value: "open", title: "Open", status: "OPEN" },
  { value: "acknowledged", title: "Acknowledged", status: "ACKNOWLEDGED" },
  { value: "closed", title: "Closed", status: "CLOSED" },
  { value: "all", title: "All", status: null },
];

/** What the page shows, as its address says it. */
export interface AlertView {
  /** Null for alerts of any status. */
  readonly status: AlertStatus | null;
  readonly kind: AlertKind | null;
  readonly severity: AlertSeverity | null;
  readonly apiKeyId: string | null;
  /** The cursor of the page before; null on the newest page. */
  readonly after: string | null;
}

/** Reads the view out of the address; what it does not know counts as not said. */
export function readAlertView(address: URLSearchParams): AlertView {
  const status = STATUS_CHOICES.find(({ value }) => value === address.get("status"));
  return {
    status: status ? status.status : "OPEN",
    kind: named(ALERT_KINDS, address.get("kind")),
    severity: named(ALERT_SEVERITIES, address.get("severity")),
    apiKeyId: address.get("key") || null,
    after: address.get("after") || null,
  };
}

/** Writes the view as an address's query, leaving out what is the default. */
export function writeAlertView(view: AlertView): Record<string, string> {
  const status = STATUS_CHOICES.find((choice) => choice.status === view.status);
  return {
    ...(status && view.status !== "OPEN" ? { status: status.value } : {}),
    ...(view.kind ? { kind: param(view.kind) } : {}),
    ...(view.severity ? { severity: param(view.severity) } : {}),
    ...(view.apiKeyId ? { key: view.apiKeyId } : {}),
    ...(view.after ? { after: view.after } : {}),
  };
}

/** The view as the API filters. */
export function alertFilter({ status, kind, severity, apiKeyId }: AlertView): AlertFilter {
  return {
    ...(status ? { status } : {}),
    ...(kind ? { kind } : {}),
    ...(severity ? { severity } : {}),
    ...(apiKeyId ? { apiKeyId } : {}),
  };
}

/** Whether the view leaves out any alert of its status. */
export function isNarrowed({ kind, severity, apiKeyId }: AlertView): boolean {
  return kind !== null || severity !== null || apiKeyId !== null;
}

/** A constant's name in an address: `NEW_NETWORK` is `new-network`. */
function param(name: string): string {
  return name.toLowerCase().replaceAll("_", "-");
}

function named<N extends string>(table: Readonly<Record<N, unknown>>, text: string | null) {
  const names = Object.keys(table) as N[];
  return names.find((name) => param(name) === text) ?? null;
}
