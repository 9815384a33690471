import {
  formatIpAddress,
  ProblemList,
  parseIpAddress,
  VERIFICATION_LIMITS,
  verificationProblems,
} from "@latchkey/shared";
import type { Actor } from "../../base/actor.js";
import { assertNoProblems } from "../../base/api-error.js";
import type { VerifyApiKeyInput, VerifyApiKeysInput } from "./verification.inputs.js";
import type { KeyVerification } from "./verification.payloads.js";
import type { KeyAnswer, KeyQuestion, VerifyKeys } from "./verify-keys.js";

/** Tells other services whether a key that they were sent is good for what they are asked. */
export class VerificationService {
  constructor(private readonly verifyKeys: VerifyKeys) {}

  /** The verdict on one key; 400 for a cost or an address that is none. */
  async verify(actor: Actor, input: VerifyApiKeyInput): Promise<KeyVerification> {
    assertNoProblems(verificationProblems(input));
    const [answer] = await this.verifyKeys(actor, [toQuestion(input)]);
    if (!answer) throw new Error("A question about a key was not answered");
    return toVerification(answer);
  }

  /** The verdicts on many keys, in order; a 400 for any of them leaves all untouched. */
  async verifyMany(actor: Actor, { requests }: VerifyApiKeysInput): Promise<KeyVerification[]> {
    const { requestsMax } = VERIFICATION_LIMITS;
    const list = new ProblemList();
    if (requests.length > requestsMax) {
      list.add("requests", `At most ${requestsMax} keys can be verified at once.`);
    } else {
      requests.forEach((request, index) => {
        for (const [field, problem] of Object.entries(verificationProblems(request))) {
          list.add(`requests.${index}.${field}`, problem);
        }
      });
    }
    assertNoProblems(list.problems);
    return (await this.verifyKeys(actor, requests.map(toQuestion))).map(toVerification);
  }
}

function toQuestion({ key, scopes, cost, address }: VerifyApiKeyInput): KeyQuestion {
  const bytes = parseIpAddress(address ?? "");
  // Space around it is tolerated, as it is in the header.
  return { key: key.trim(), scopes, cost, address: bytes && formatIpAddress(bytes) };
}

function toVerification(answer: KeyAnswer): KeyVerification {
  const { outcome, missingScopes, key, scopes, windows, retryAtMs } = answer;
  return {
    isValid: outcome === "VALID",
    outcome,
    missingScopes,
    scopes,
    apiKey: key,
    campaign: key?.campaign ?? null,
    expiresAt: key?.expiresAt ?? null,
    rateLimits: windows.map(({ resetAtMs, ...window }) => ({
      ...window,
      resetAt: new Date(resetAtMs),
    })),
    retryAt: retryAtMs === null ? null : new Date(retryAtMs),
  };
}
