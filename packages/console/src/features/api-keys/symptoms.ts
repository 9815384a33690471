import type {
  ApiKeyRowFragment,
  ApiKeySecretRowFragment,
  KeyRequestRowFragment,
} from "../../api/generated/graphql.js";
import { exactTime } from "../../format/time.js";

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
        "No request with it has arrived. Check the address, the header x-api-key, and that the whole key was copied, not the shown beginning.",
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

/** A key's refusals by their true reason, the latest first, each with its remedy. */
export function refusalSymptoms(refusals: readonly Refusal[]): RefusalSymptom[] {
  const groups = new Map<string, Refusal[]>();
  for (const refusal of refusals) {
    const reason = refusal.reason ?? refusal.errorCode ?? `Status ${refusal.statusCode}`;
    groups.set(reason, [...(groups.get(reason) ?? []), refusal]);
  }
  return [...groups]
    .map(([reason, group]) => ({
      reason,
      count: group.length,
      lastAt:
        group
          .map((refusal) => refusal.at)
          .sort()
          .at(-1) ?? "",
      addresses: [...new Set(group.flatMap((refusal) => refusal.ip ?? []))],
      remedy: remedyFor(reason),
    }))
    .sort((one, other) => other.lastAt.localeCompare(one.lastAt));
}

const REMEDIES: readonly (readonly [pattern: RegExp, remedy: string])[] = [
  [
    /^Missing scope/,
    "Add the permission with Edit. If it is listed there already, the owner’s role does not allow it.",
  ],
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

function remedyFor(reason: string): string {
  const known = REMEDIES.find(([pattern]) => pattern.test(reason));
  return known?.[1] ?? "Open the request in the Request Logs and compare it with one that worked.";
}
