import { ALERT_THRESHOLDS, type AlertKind } from "@latchkey/shared";
import { count, counted, percent } from "../../format/number.js";
import type { Definition } from "../../ui/definition-list.js";
import { ExactInstant } from "../../ui/exact-instant.js";
import type { ShownAlert } from "./alert-body.js";

type FiguredAlert = Pick<
  ShownAlert,
  "kind" | "subject" | "count" | "facts" | "requestLogFilter" | "apiKey"
>;

/** What an alert was told by, and whom to ask, as titles and values. */
export function alertFigures(alert: FiguredAlert): Definition[] {
  const owner = { title: "The key’s owner", value: alert.apiKey?.owner?.name ?? null };
  return [...FIGURES[alert.kind](alert), owner].filter(({ value }) => value !== null);
}

const { failures } = ALERT_THRESHOLDS;
const FAILURE_WINDOW = `In ${failures.windowMinutes} minutes`;

const FIGURES: Readonly<Record<AlertKind, (alert: FiguredAlert) => Definition[]>> = {
  KEY_AUTHENTICATION_FAILURES: failureFigures,
  ADDRESS_AUTHENTICATION_FAILURES: (alert) => [
    { title: "Address", value: alert.subject },
    ...failureFigures(alert),
  ],
  NEW_NETWORK: (alert) => [
    { title: "Network", value: alert.subject },
    { title: "Address", value: alert.requestLogFilter?.ip ?? null },
    { title: "Requests from there", value: count(alert.count) },
    { title: "First seen", value: instant(alert.facts.from) },
  ],
  REQUEST_SPIKE: ({ facts, count: requests }) => [
    { title: "Requests in the hour", value: amount(facts.observed) },
    { title: "Usually at that hour", value: amount(facts.expected) },
    { title: "Told from", value: amount(facts.threshold) },
    { title: "Most in an hour so far", value: count(requests) },
    { title: "From", value: instant(facts.from) },
    { title: "To", value: instant(facts.to) },
  ],
  INTEGRATION_ERRORS: (alert) => [
    { title: "Requests that fail", value: share(alert.facts.observed) },
    { title: "Usually", value: share(alert.facts.expected) },
    { title: "Told from", value: share(alert.facts.threshold) },
    { title: "Errors", value: count(alert.count) },
    { title: "Most often", value: alert.requestLogFilter?.errorCode ?? null },
    { title: "From", value: instant(alert.facts.from) },
    { title: "To", value: instant(alert.facts.to) },
  ],
  EXPIRY: ({ facts }) => [
    { title: "Expires", value: instant(facts.to) },
    { title: "Left when it was told", value: days(facts.observed) },
  ],
  ROTATION_OVERDUE: ({ facts }) => [
    { title: "Secret made", value: instant(facts.from) },
    { title: "Age when it was told", value: days(facts.observed) },
    { title: "Due after", value: days(facts.threshold) },
  ],
  UNUSED: ({ facts }) => [
    { title: "Not used since", value: instant(facts.from) },
    { title: "Days when it was told", value: days(facts.observed) },
  ],
};

function failureFigures({ facts, count: requests }: FiguredAlert): Definition[] {
  return [
    { title: FAILURE_WINDOW, value: amount(facts.observed) },
    { title: "Told from", value: amount(facts.threshold) },
    { title: "So far", value: counted(requests, "failure") },
    { title: "First", value: instant(facts.from) },
    { title: "Last", value: instant(facts.to) },
  ];
}

function amount(value: number | null): string | null {
  return value === null ? null : count(value);
}

function share(value: number | null): string | null {
  return value === null ? null : percent(value);
}

function days(value: number | null): string | null {
  if (value === null) return null;
  return value < 1 ? "less than a day" : counted(Math.floor(value), "day");
}

function instant(at: string | null) {
  return at === null ? null : <ExactInstant at={at} />;
}
