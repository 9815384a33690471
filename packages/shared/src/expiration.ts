const HOUR = 3600;
const DAY = 24 * HOUR;

/** The eight choices of how long a key lives; null never ends. */
export const EXPIRATIONS = {
  NEVER: { title: "Never", seconds: null },
  ONE_HOUR: { title: "1 hour", seconds: HOUR },
  ONE_DAY: { title: "1 day", seconds: DAY },
  SEVEN_DAYS: { title: "7 days", seconds: 7 * DAY },
  THIRTY_DAYS: { title: "30 days", seconds: 30 * DAY },
  NINETY_DAYS: { title: "90 days", seconds: 90 * DAY },
  ONE_HUNDRED_EIGHTY_DAYS: { title: "180 days", seconds: 180 * DAY },
  THREE_HUNDRED_SIXTY_DAYS: { title: "360 days", seconds: 360 * DAY },
} as const satisfies Readonly<Record<string, { title: string; seconds: number | null }>>;

export type Expiration = keyof typeof EXPIRATIONS;

/** Longest life a chosen date can give, in seconds: ten years. */
const EXPIRES_WITHIN_MAX_SECONDS = 3650 * DAY;

/** Says what is wrong with a chosen date of expiry, or null. */
export function expiresAtProblem(expiresAt: Date, now: Date): string | null {
  if (Number.isNaN(expiresAt.getTime())) return "This is no date.";
  if (expiresAt <= now) return "The expiry must be in the future.";
  if (expiresAt.getTime() - now.getTime() > EXPIRES_WITHIN_MAX_SECONDS * 1000) {
    return "The expiry can be at most ten years from now.";
  }
  return null;
}

/** When a key made now ends by one of the choices; null never. */
export function expirationInstant(expiration: Expiration, now: Date): Date | null {
  const { seconds } = EXPIRATIONS[expiration];
  return seconds === null ? null : new Date(now.getTime() + seconds * 1000);
}
