import type { Scope } from "@latchkey/shared";
import type { ApiKeyRowFragment, ApiKeySecretRowFragment } from "../../api/generated/graphql.js";
import { exactTime } from "../../format/time.js";

/** What an explanation needs to know of a key. */
export type ExplainedKey = Pick<
  ApiKeyRowFragment,
  "status" | "expiresAt" | "revokedAt" | "lastUsedAt" | "ipAllowlist" | "scopes"
> & {
  readonly effectiveScopes: readonly Scope[];
  readonly secrets: readonly Pick<ApiKeySecretRowFragment, "closesAt" | "lastUsedAt">[];
};

/** Something that is, or may be, in the way, and what helps. */
export interface Symptom {
  readonly title: string;
  readonly remedy: string;
  /** In the way for certain, rather than worth a look. */
  readonly isBlocking: boolean;
}

/** What a key's own state says about why it might not work, the certain things first. */
export function stateSymptoms(key: ExplainedKey, now: number): Symptom[] {
  const symptoms: Symptom[] = [];
  if (key.status === "REVOKED") {
    symptoms.push({
      title: `It was revoked${key.revokedAt ? ` on ${exactTime(key.revokedAt)}` : ""}.`,
      remedy: "A revoked key never works again. Create a new one.",
      isBlocking: true,
    });
  }
  if (key.status === "EXPIRED") {
    symptoms.push({
      title: `It expired${key.expiresAt ? ` on ${exactTime(key.expiresAt)}` : ""}.`,
      remedy:
        "Expiry is fixed at creation, and activating or rotating do not move it. Create a new key.",
      isBlocking: true,
    });
  }
  if (key.status === "INACTIVE") {
    symptoms.push({
      title: "It is deactivated.",
      remedy: "Activate it, and it works at once with the secrets it had.",
      isBlocking: true,
    });
  }
  if (symptoms.length > 0) return symptoms;
  if (key.scopes.some((scope) => !key.effectiveScopes.includes(scope))) {
    const isAll = key.effectiveScopes.length === 0;
    symptoms.push({
      title: `Its owner’s role allows ${isAll ? "none" : "only some"} of its permissions.`,
      remedy: "An admin can change the owner’s role, or the owner.",
      isBlocking: isAll,
    });
  }
  const closing = key.secrets.filter(
    ({ closesAt }) => closesAt !== null && Date.parse(closesAt) > now,
  );
  if (closing.length > 0) {
    symptoms.push({
      title: "It was rotated, and an old secret still works for now.",
      remedy: "Give every program the new secret before the old one closes. See Secrets below.",
      isBlocking: false,
    });
  }
  if (key.ipAllowlist.length > 0) {
    symptoms.push({
      title: "It works only from the addresses in its IP allowlist.",
      remedy:
        "If it works on your machine and not in production, the server’s outgoing address is missing here.",
      isBlocking: false,
    });
  }
  if (key.lastUsedAt === null) {
    symptoms.push({
      title: "It was never used.",
      remedy:
        "No request with it got through. Check the address, the header x-api-key, and that the whole key was copied, not the shown beginning.",
      isBlocking: false,
    });
  }
  return symptoms;
}
