import { EXPIRATIONS, type Expiration } from "@latchkey/shared";

/** What the form's Expiration holds: a length of life, or a date as its input writes it. */
export interface KeyLifetime {
  readonly choice: Expiration | "DATE";
  readonly date: string;
}

/** A new form's: never. */
export const startingLifetime: KeyLifetime = { choice: "NEVER", date: "" };

/** Whether a text names one of the eight choices. */
export function isExpiration(name: string): name is Expiration {
  return Object.hasOwn(EXPIRATIONS, name);
}

/** The lifetime as the rules take it: a choice or an instant, never both. */
export function lifetimeOf(lifetime: KeyLifetime): { expiration?: Expiration; expiresAt?: Date } {
  return lifetime.choice === "DATE"
    ? { expiresAt: new Date(lifetime.date) }
    : { expiration: lifetime.choice };
}
