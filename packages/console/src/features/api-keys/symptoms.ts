import { expandScopes, isScope, type Scope } from "@latchkey/shared";
import type {
  ApiKeyRowFragment,
  ApiKeySecretRowFragment,
  KeyRequestRowFragment,
} from "../../api/generated/graphql.js";
import { exactTime } from "../../format/time.js";
import { shutOut } from "./allowlist.js";

/** What an explanation needs to know of a key. */
export type ExplainedKey = Pick<
  ApiKeyRowFragment,
  "status" | "expiresAt" | "revokedAt" | "lastUsedAt" | "ipAllowlist"
> & { readonly secrets: readonly Pick<ApiKeySecretRowFragment, "closesAt" | "lastUsedAt">[] };

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

/** Refusals with one reason, how many, and what helps. */
export interface RefusalSymptom {
  readonly reason: string;
  readonly count: number;
  readonly lastAt: string;
  readonly addresses: readonly string[];
  readonly remedy: string;
}

type Refusal = Pick<KeyRequestRowFragment, "at" | "reason" | "errorCode" | "statusCode" | "ip">;

/** What tells whether a refusal would happen again. */
export type RefusedKey = Pick<ApiKeyRowFragment, "status" | "scopes" | "ipAllowlist"> & {
  readonly effectiveScopes: readonly Scope[];
};

/** A key's refusals by their true reason, the latest first, each with its remedy. */
export function refusalSymptoms(refusals: readonly Refusal[], key: RefusedKey): RefusalSymptom[] {
  const groups = new Map<string, Refusal[]>();
  for (const refusal of refusals) {
    const reason = refusal.reason ?? refusal.errorCode ?? `Status ${refusal.statusCode}`;
    groups.set(reason, [...(groups.get(reason) ?? []), refusal]);
  }
  return [...groups]
    .map(([reason, group]) => {
      const addresses = [...new Set(group.flatMap((refusal) => refusal.ip ?? []))];
      const lastAt =
        group
          .map((refusal) => refusal.at)
          .sort()
          .at(-1) ?? "";
      const remedy = isOver(reason, addresses, key) ? OVER : remedyFor(reason, key);
      return { reason, count: group.length, lastAt, addresses, remedy };
    })
    .sort((one, other) => other.lastAt.localeCompare(one.lastAt));
}

const OVER = "This is over: the key was changed since, and this is no longer in the way.";

function isOver(reason: string, addresses: readonly string[], key: RefusedKey): boolean {
  const missing = missingIn(reason);
  if (missing.length > 0) return missing.every((scope) => key.effectiveScopes.includes(scope));
  if (reason.includes("allowlist")) return shutOut(addresses, key.ipAllowlist).length === 0;
  return reason.includes("deactivated") && key.status === "ACTIVE";
}

function missingIn(reason: string): Scope[] {
  const [, names = ""] = /^Missing scope (.+)$/.exec(reason) ?? [];
  return names.split(", ").filter(isScope);
}

const REMEDIES: readonly (readonly [pattern: RegExp, remedy: string])[] = [
  [/^Missing scope/, "Add the permission with Edit, if the program needs it."],
  [/another campaign/, "The campaign is fixed. Use a key for that campaign, or for all of them."],
  [/allowlist/, "Add the address to the IP allowlist with Edit, or call from one that is in it."],
  [/rotated out/, "Give the program the secret that the last rotation showed, or rotate again."],
  [/deactivated/, "Activate the key."],
  [/expired/, "Create a new key: expiry cannot be moved."],
  [/revoked|deleted/, "Create a new key: this one never works again."],
  [/^No such/, "The id in the request does not exist in this workspace. Check it."],
  [/^Invalid input: query$/, "The operation does not fit the schema. Correct it."],
  [/^Invalid input/, "The program sends something that is not accepted. Correct those fields."],
  [/RATE_LIMITED|limit/i, "The program asks too often. Let it wait as Retry-After says."],
];

function remedyFor(reason: string, key: RefusedKey): string {
  const given = expandScopes(key.scopes);
  // Only of a key that works do the effective scopes tell what its owner's role allows.
  if (key.status === "ACTIVE" && missingIn(reason).some((scope) => given.has(scope))) {
    return "The key has this permission, but its owner’s role does not allow it now. An admin can change the role or the owner.";
  }
  const known = REMEDIES.find(([pattern]) => pattern.test(reason));
  return known?.[1] ?? "Open the request in the Request Logs and compare it with one that worked.";
}
