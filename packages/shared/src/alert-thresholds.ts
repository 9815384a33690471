/**
 * From where on something is an alert: every number that a detector, an alert's words or its guide
 * (docs/alerts.md) names. They are the same for every workspace.
 */
export const ALERT_THRESHOLDS = {
  /** Failed authentications of one key, or from one address with several keys, within a few minutes. */
  failures: {
    windowMinutes: 10,
    ofKeyMin: 10,
    fromAddressMin: 20,
    /** Of a workspace's own keys; one alone is that key's alert. */
    keysMin: 2,
    /** Without one more for so long, it is over. */
    quietMinutes: 60,
  },
  /** Use from a network that the key did not use before. */
  network: {
    ipv4Bits: 24,
    ipv6Bits: 48,
    /** How long a network that is no longer used is remembered. */
    memoryDays: 30,
    /** What must be known of a key before anything about it can be new. */
    historyDaysMin: 3,
    historyRequestsMin: 50,
    /** A key that is used from more networks than this is meant to be used from anywhere. */
    networksMax: 20,
    quietDays: 7,
  },
  /** More requests in an hour than the key ever sends at that hour. */
  spike: {
    requestsMin: 100,
    /** Beside the median of the same hour of the days before. */
    factor: 3,
    /** Robust standard deviations (1.4826 MAD) above that median. */
    deviations: 6,
    /** Beside the most of the same hour of the same weekday. */
    weekdayFactor: 2,
    historyDays: 28,
    historyDaysMin: 7,
  },
  /** Errors of a key that had hardly any. */
  errors: {
    requestsMin: 20,
    errorsMin: 10,
    /** Even by the lower end of its confidence interval, the hour's share of errors is above this. */
    shareMin: 0.05,
    /** And above so many times the share of the days before. */
    factor: 3,
    /** Width of the (Wilson) interval in standard deviations: 1 in 2,000 lies below it. */
    deviations: 3.29,
    historyDays: 7,
    stableShareMax: 0.02,
    stableRequestsMin: 500,
    /** Without a request for so long nothing more can be said of it, and it is over. */
    silentHours: 24,
  },
  /** Days before a key's expiry, each told once. */
  expiryDays: [30, 14, 7, 1],
  /** Days that a secret serves in each environment. */
  rotationDays: { LIVE: 90, TEST: 180 },
  /** Days without a use, each told once. */
  unusedDays: [30, 90],
} as const;
