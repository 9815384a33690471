import { ALERT_THRESHOLDS } from "./alert-thresholds.js";

const { failures, network, spike, errors, rotationDays } = ALERT_THRESHOLDS;

/** How much an alert matters, the least first. */
export const ALERT_SEVERITIES = {
  INFO: "Good to know; nothing is wrong yet.",
  WARNING: "Look at it today.",
  CRITICAL: "Look at it now.",
} as const;

/** How much an alert matters. */
export type AlertSeverity = keyof typeof ALERT_SEVERITIES;

/** How far an alert has come. */
export const ALERT_STATUSES = {
  OPEN: "It holds, and nobody has said that they know.",
  ACKNOWLEDGED: "It holds, and somebody knows; it says no more until it is over and comes back.",
  CLOSED: "What it tells of is over.",
} as const;

/** How far an alert has come. */
export type AlertStatus = keyof typeof ALERT_STATUSES;

/** Why an alert closed by itself. */
export const ALERT_CLOSED_REASONS = {
  QUIET: "It has not happened again for as long as its kind asks for.",
  AS_USUAL: "The key does what it usually does again.",
  SILENT: "The key has sent too little for too long to say more.",
  USED: "The key was used.",
  ROTATED: "The key has a new secret.",
  ALLOWLISTED: "The key's allowlist has the address in it.",
  KNOWN: "The network has been known for as long as networks are remembered.",
  SUPERSEDED: "The next warning of its kind took its place.",
  STOPPED: "The key is deactivated, expired, revoked or deleted.",
} as const;

/** Why an alert closed by itself. */
export type AlertClosedReason = keyof typeof ALERT_CLOSED_REASONS;

/** A kind of alert in words for the person who reacts to it. */
export interface AlertKindInfo {
  readonly title: string;
  /** When it is told, and what may be behind it. */
  readonly meaning: string;
  readonly advice: string;
  /** How it closes by itself. */
  readonly closes: string;
}

/** Every kind of alert; console, API and docs/alerts.md have their words from here. */
export const ALERT_KINDS = {
  KEY_AUTHENTICATION_FAILURES: {
    title: "Failed authentications of a key",
    meaning: `A key was refused ${failures.ofKeyMin} times within ${failures.windowMinutes} minutes because it is revoked, expired, deactivated, deleted or rotated out. An integration was forgotten when the key was stopped, or somebody tries a key that is no longer theirs.`,
    advice:
      "See by address and program who sends it. If it is one of yours, give it the key's present secret or another key; if not, leave the key stopped and find out where it leaked.",
    closes: `When there has been no failure for ${failures.quietMinutes} minutes.`,
  },
  ADDRESS_AUTHENTICATION_FAILURES: {
    title: "Failed authentications from an address",
    meaning: `One address was refused ${failures.fromAddressMin} times within ${failures.windowMinutes} minutes with ${failures.keysMin} or more of the workspace's keys, or, which platform admins see, with keys that nobody knows. A server has old settings, or somebody tries out what they found.`,
    advice:
      "If the address is one of yours, mend the settings there. If not, see which of your keys it holds, find out how they got there, and limit the ones that still work to your own addresses.",
    closes: `When there has been no failure from there for ${failures.quietMinutes} minutes.`,
  },
  NEW_NETWORK: {
    title: "Use from a new network",
    meaning: `A key that has been used for ${network.historyDaysMin} days was used from a network (an IPv4 /${network.ipv4Bits} or IPv6 /${network.ipv6Bits}) that it had not been used from in ${network.memoryDays} days. An integration has moved, or somebody else has the key.`,
    advice:
      "If you know the address, acknowledge this, and add the network to the key's allowlist. If you do not, rotate the key at once and look at what it asked for.",
    closes: `When the key has a new secret or stops, when its allowlist has the address in it, when the network has not been seen for ${network.quietDays} days, or when it has been known for ${network.memoryDays}.`,
  },
  REQUEST_SPIKE: {
    title: "Spike of requests",
    meaning: `A key sent at least ${spike.requestsMin} requests in an hour and far more than it usually does at that hour: ${spike.factor} times the median of the same hour of ${spike.historyDays} days and clearly outside their spread. An import, a loop that retries, or somebody who copies your data.`,
    advice:
      "See which operations and addresses it comes from. A loop wants mending where it runs; for a stranger, rotate the key. Lower rate limits keep the next spike small.",
    closes: "When a whole hour was as usual again, or the key stops.",
  },
  INTEGRATION_ERRORS: {
    title: "Errors from a stable integration",
    meaning: `A key whose requests failed in less than ${errors.stableShareMax * 100} % of cases for ${errors.historyDays} days now fails in more than ${errors.shareMin * 100} %, and by chance it does not. Its program was changed, its permissions or limits were, or something it asks for has gone.`,
    advice:
      "Open the requests behind it and the story of one refusal: it names the check that failed and what would pass. Tell whoever owns the key if it is their program.",
    closes: `When the errors of a whole hour are as few as before, when the key stops, or when it has sent too little for ${errors.silentHours} hours to say more.`,
  },
  EXPIRY: {
    title: "Key expires soon",
    meaning:
      "The key stops by itself at its expiry, which is fixed for good. What uses it will be refused from that instant on.",
    advice:
      "Create a new key, give it to what uses this one, and see in this key's logs that it has fallen silent before it expires.",
    closes: "When the key has expired or is stopped, and when the next warning takes its place.",
  },
  ROTATION_OVERDUE: {
    title: "Rotation overdue",
    meaning: `The key's secret is older than ${rotationDays.LIVE} days (live) or ${rotationDays.TEST} days (test). The longer a secret serves, the more places it has been copied to.`,
    advice:
      "Rotate the key with an overlap: both secrets work until every client has the new one, and the key's page shows who still has the old one.",
    closes: "When the key has a new secret or stops.",
  },
  UNUSED: {
    title: "Key is not used",
    meaning:
      "Nothing was asked with the key for as many days. A key that nobody uses can only be misused.",
    advice:
      "Ask its owner whether it is still needed. Deactivate it if nobody is sure, and revoke it when nobody has missed it.",
    closes: "When the key is used or stops, and when the next warning takes its place.",
  },
} as const satisfies Readonly<Record<string, AlertKindInfo>>;

/** A kind of alert. */
export type AlertKind = keyof typeof ALERT_KINDS;

const SEVERITIES: Readonly<Record<AlertKind, AlertSeverity>> = {
  KEY_AUTHENTICATION_FAILURES: "WARNING",
  ADDRESS_AUTHENTICATION_FAILURES: "WARNING",
  NEW_NETWORK: "CRITICAL",
  REQUEST_SPIKE: "WARNING",
  INTEGRATION_ERRORS: "WARNING",
  EXPIRY: "INFO",
  ROTATION_OVERDUE: "INFO",
  UNUSED: "INFO",
};

/** Where the days in an alert's subject make it matter more. */
const SEVERITIES_BY_DAYS: Partial<Record<AlertKind, Readonly<Record<string, AlertSeverity>>>> = {
  EXPIRY: { 7: "WARNING", 1: "CRITICAL" },
  UNUSED: { 90: "WARNING" },
};

/** How much an alert of this kind about this subject matters. */
export function alertSeverity(kind: AlertKind, subject: string): AlertSeverity {
  return SEVERITIES_BY_DAYS[kind]?.[subject] ?? SEVERITIES[kind];
}
