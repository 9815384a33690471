import { ALERT_CLOSED_REASONS, ALERT_KINDS } from "@latchkey/shared";
import type { AlertRowFragment } from "../../api/generated/graphql.js";

/** How far an alert has come, in a word. */
export const ALERT_STATUS_TITLES: Readonly<Record<AlertRowFragment["status"], string>> = {
  OPEN: "Open",
  ACKNOWLEDGED: "Acknowledged",
  CLOSED: "Closed",
};

/** An alert in one line: whose it is, and what happened, with its numbers. */
export function alertHeadline(
  alert: Pick<AlertRowFragment, "title" | "apiKeyId"> & {
    readonly apiKey: { readonly name: string } | null;
  },
): string {
  if (alert.apiKeyId === null) return alert.title;
  const name = alert.apiKey?.name ?? "A deleted key";
  return `${name}: ${alert.title.charAt(0).toLowerCase()}${alert.title.slice(1)}`;
}

/** What kind of alert it is. */
export function kindTitle(kind: AlertRowFragment["kind"]): string {
  return ALERT_KINDS[kind].title;
}

/** Why an alert is over, in a sentence. */
export function closedText(reason: AlertRowFragment["closedReason"]): string {
  return reason === null ? "It is over." : ALERT_CLOSED_REASONS[reason];
}
