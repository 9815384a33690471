import type { AlertKind } from "./alert-kinds.js";
import { ALERT_THRESHOLDS } from "./alert-thresholds.js";

/** What an alert's own title is made of. */
export interface TitledAlert {
  readonly kind: AlertKind;
  /** An address, a network, a number of days, or nothing. */
  readonly subject: string;
  readonly observed: number | null;
  readonly expected: number | null;
}

const { windowMinutes } = ALERT_THRESHOLDS.failures;

const TITLES: Readonly<Record<AlertKind, (alert: TitledAlert) => string>> = {
  KEY_AUTHENTICATION_FAILURES: ({ observed }) =>
    `${count(observed)} failed authentications in ${windowMinutes} minutes`,
  ADDRESS_AUTHENTICATION_FAILURES: ({ observed, subject }) =>
    `${count(observed)} failed authentications from ${subject} in ${windowMinutes} minutes`,
  NEW_NETWORK: ({ subject }) => `First use from the network ${subject}`,
  REQUEST_SPIKE: ({ observed, expected }) =>
    `${count(observed)} requests in an hour, usually ${count(expected)}`,
  INTEGRATION_ERRORS: ({ observed, expected }) =>
    `${percent(observed)} of requests fail, usually ${percent(expected)}`,
  EXPIRY: ({ subject }) => `Expires within ${days(Number(subject))}`,
  ROTATION_OVERDUE: ({ observed }) => `The secret is ${days(observed ?? 0)} old`,
  UNUSED: ({ subject }) => `Not used for ${days(Number(subject))}`,
};

/** An alert in a few words, with its own numbers. */
export function alertTitle(alert: TitledAlert): string {
  return TITLES[alert.kind](alert);
}

function count(number: number | null): string {
  return Math.round(number ?? 0).toLocaleString("en-US");
}

function percent(share: number | null): string {
  const text = ((share ?? 0) * 100).toFixed(1);
  return `${text.replace(/\.0$/, "")} %`;
}

function days(number: number): string {
  return number === 1 ? "a day" : `${count(number)} days`;
}
