import { registerEnumType } from "type-graphql";

/** What a key's status can be. */
export const ApiKeyStatusEnum = {
  ACTIVE: "ACTIVE",
  INACTIVE: "INACTIVE",
  EXPIRED: "EXPIRED",
  REVOKED: "REVOKED",
} as const;

/** What a key's status can be. */
export type ApiKeyStatus = keyof typeof ApiKeyStatusEnum;

registerEnumType(ApiKeyStatusEnum, {
  name: "ApiKeyStatus",
  description: "Whether a key authenticates.",
  valuesConfig: {
    ACTIVE: { description: "It authenticates." },
    INACTIVE: { description: "It is deactivated, until somebody activates it." },
    EXPIRED: { description: "Its time is over; it never authenticates again." },
    REVOKED: { description: "It never authenticates again." },
  },
});

/** The facts of a key that decide its status. */
export interface KeyState {
  readonly expiresAt: Date | null;
  readonly deactivatedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly deletedAt: Date | null;
}

/**
 * The one rule of what state a key is in; the verdict at admission, the list and the transitions
 * all ask it. What is for good goes before what can change; the instant of expiry is already over.
 */
export function statusOf(key: KeyState, now: Date): ApiKeyStatus {
  if (key.revokedAt !== null || key.deletedAt !== null) return "REVOKED";
  if (key.expiresAt !== null && key.expiresAt <= now) return "EXPIRED";
  return key.deactivatedAt === null ? "ACTIVE" : "INACTIVE";
}

/** What can be done with a key. */
export type KeyAction = "update" | "activate" | "deactivate" | "rotate" | "revoke" | "delete";

/** What an action comes to in a state: done, already so, or refused with a sentence. */
export type Transition = "change" | "nothing" | { readonly refusal: string };

const REVOKED_FOR_GOOD = { refusal: "The key is revoked, for good. Create a new one." };
const EXPIRED_FOR_GOOD = {
  refusal: "The key has expired, and nothing makes it work again. Create a new one.",
};

/** Each action in each state. No row leads out of REVOKED or EXPIRED to a key that works. */
export const TRANSITIONS: Readonly<Record<KeyAction, Readonly<Record<ApiKeyStatus, Transition>>>> =
  {
    update: { ACTIVE: "change", INACTIVE: "change", EXPIRED: "change", REVOKED: REVOKED_FOR_GOOD },
    activate: {
      ACTIVE: "nothing",
      INACTIVE: "change",
      EXPIRED: EXPIRED_FOR_GOOD,
      REVOKED: REVOKED_FOR_GOOD,
    },
    deactivate: {
      ACTIVE: "change",
      INACTIVE: "nothing",
      EXPIRED: EXPIRED_FOR_GOOD,
      REVOKED: REVOKED_FOR_GOOD,
    },
    rotate: {
      ACTIVE: "change",
      INACTIVE: "change",
      EXPIRED: EXPIRED_FOR_GOOD,
      REVOKED: REVOKED_FOR_GOOD,
    },
    revoke: { ACTIVE: "change", INACTIVE: "change", EXPIRED: "change", REVOKED: "nothing" },
    delete: { ACTIVE: "change", INACTIVE: "change", EXPIRED: "change", REVOKED: "change" },
  };
