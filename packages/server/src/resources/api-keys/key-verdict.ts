import { isInRanges, parseIpRange } from "@latchkey/shared";
import { type KeyState, statusOf } from "./api-key-status.js";

/** The facts that decide whether a presented secret opens anything. */
export interface JudgedKey extends KeyState {
  /** When the presented secret stops working; null for the key's present one. */
  readonly secretClosesAt: Date | null;
  readonly ipAllowlist: readonly string[];
}

/** One question asked of a key, in the order of asking. */
export interface KeyCheck {
  readonly name: "secret" | "deleted" | "revoked" | "expired" | "active" | "address";
  readonly isPassed: boolean;
  /** The true reason when it is not passed, for the log and for admins. */
  readonly reason: string;
  /** What would make it pass. */
  readonly remedy: string;
  readonly code: "UNAUTHENTICATED" | "FORBIDDEN";
}

/** Every question in order; admission stops at the first that is not passed. Pure. */
export function checkKey(key: JudgedKey, now: Date, address: string): readonly KeyCheck[] {
  const status = statusOf(key, now);
  const ranges = key.ipAllowlist.map(parseIpRange).filter((range) => range !== null);
  // An allowlist of which nothing can be read lets nobody in.
  const isAddressAllowed = key.ipAllowlist.length === 0 || isInRanges(address, ranges);
  return [
    {
      name: "secret",
      isPassed: key.secretClosesAt === null || key.secretClosesAt > now,
      reason: "This secret was rotated out",
      remedy: "Use the secret that the last rotation gave.",
      code: "UNAUTHENTICATED",
    },
    {
      name: "deleted",
      isPassed: key.deletedAt === null,
      reason: "The key is deleted",
      remedy: "Create a new key.",
      code: "UNAUTHENTICATED",
    },
    {
      name: "revoked",
      isPassed: status !== "REVOKED",
      reason: "The key is revoked",
      remedy: "Create a new key; a revoked one never works again.",
      code: "UNAUTHENTICATED",
    },
    {
      name: "expired",
      isPassed: status !== "EXPIRED",
      reason: "The key has expired",
      remedy: "Create a new key; expiry cannot be moved.",
      code: "UNAUTHENTICATED",
    },
    {
      name: "active",
      isPassed: key.deactivatedAt === null,
      reason: "The key is deactivated",
      remedy: "Activate the key.",
      code: "UNAUTHENTICATED",
    },
    {
      name: "address",
      isPassed: isAddressAllowed,
      reason: "The address is not in the key's allowlist",
      remedy: "Add the address to the key's IP allowlist, or call from an address in it.",
      code: "FORBIDDEN",
    },
  ];
}

/** The first question that a key does not pass, or null for one that authenticates. */
export function judgeKey(key: JudgedKey, now: Date, address: string): KeyCheck | null {
  // Most keys are let in, and each request asks: what checkKey would find passed is not written down.
  const isSecretOpen = key.secretClosesAt === null || key.secretClosesAt > now;
  if (isSecretOpen && statusOf(key, now) === "ACTIVE" && key.ipAllowlist.length === 0) return null;
  return checkKey(key, now, address).find((check) => !check.isPassed) ?? null;
}
