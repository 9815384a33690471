import { missingScopes, parseKey, type Scope, sortScopes } from "@latchkey/shared";
import { type Actor, workspaceIdOf } from "../base/actor.js";
import type { Clock } from "../base/clock.js";
import type { KeyCheck } from "../resources/api-keys/key-verdict.js";
import { judgeKey } from "../resources/api-keys/key-verdict.js";
import type { VerificationOutcome } from "../resources/verification/verification-outcome.js";
import type { KeyAnswer, KeyQuestion } from "../resources/verification/verify-keys.js";
import type { GuessThrottle } from "./guess-throttle.js";
import type { FindKey, KeyCache } from "./key-cache.js";
import type { KeyConfirmation } from "./key-confirmation.js";
import type { KeyRecord } from "./key-record.js";
import type { KeyUsage } from "./key-usage.js";
import type { Spending, WindowState } from "./rate-limiter.js";

/** What verifying asks. */
export interface KeyVerifierParts {
  readonly keys: KeyCache;
  readonly confirmation: KeyConfirmation;
  readonly throttle: GuessThrottle;
  readonly usage: KeyUsage;
  readonly keyPrefix: string;
  readonly clock: Clock;
}

/** What a record comes to before its limits are asked. */
interface Verdict {
  readonly outcome: Exclude<VerificationOutcome, "MALFORMED" | "RATE_LIMITED">;
  readonly missingScopes: readonly Scope[];
}

const OUTCOMES: Readonly<Record<KeyCheck["name"], Verdict["outcome"]>> = {
  secret: "ROTATED_OUT",
  deleted: "DELETED",
  revoked: "REVOKED",
  expired: "EXPIRED",
  active: "INACTIVE",
  address: "ADDRESS_NOT_ALLOWED",
};

/** Judges keys that other services were sent, by the records, limits and confirmation that requests with them go through. */
export class KeyVerifier {
  constructor(private readonly parts: KeyVerifierParts) {}

  /** An answer for each question, in order; keys that nobody remembers are read together. */
  async verify(caller: Actor, questions: readonly KeyQuestion[]): Promise<readonly KeyAnswer[]> {
    const { keys } = this.parts;
    const together = questions.length > 1 ? keys.finderOfMany() : null;
    return Promise.all(
      questions.map((question) =>
        this.verifyOne(caller, question, together ?? keys.finderFrom(question.address ?? "")),
      ),
    );
  }

  private async verifyOne(caller: Actor, question: KeyQuestion, find: FindKey): Promise<KeyAnswer> {
    const { keys, confirmation, keyPrefix } = this.parts;
    const { key: secret, cost } = question;
    if (!parseKey(secret, keyPrefix)) return this.fail(question, "MALFORMED", null);
    const remembered = keys.recall(secret) ?? (await keys.readFirst(secret, find));
    // Whose a key is never changes: what others own is neither confirmed nor spent of.
    if (!isVisible(caller, remembered.record)) return this.fail(question, "NOT_FOUND", null);

    let verdict: Verdict = NOT_FOUND;
    const judge = (record: KeyRecord | null) => {
      verdict = record ? this.judge(record, question) : NOT_FOUND;
      return verdict;
    };
    // The last record to be judged is the one that was charged, or refused.
    const { key, spending } = await confirmation.confirm(secret, remembered, {
      refuses: (record) => !authenticates(judge(record)),
      unitsOf: (record) => (judge(record).outcome === "VALID" ? cost : 0),
      find,
    });
    const { record } = key;
    if (!record || !spending || !authenticates(verdict)) {
      return this.fail(question, verdict.outcome, record);
    }
    if (verdict.outcome === "VALID" && spending.kind === "spent") {
      this.noteUse(caller, record, question);
    }
    return tellAuthentic(record, verdict, spending, cost);
  }

  private judge(record: KeyRecord, { scopes, address }: KeyQuestion): Verdict {
    const failed = judgeKey(record, this.parts.clock.now(), address ?? "");
    if (failed) return { outcome: OUTCOMES[failed.name], missingScopes: [] };
    const missing = missingScopes(scopes, record.effectiveScopes);
    return { outcome: missing.length > 0 ? "MISSING_SCOPES" : "VALID", missingScopes: missing };
  }

  /** A key that does not authenticate. It counts where the end client is; the service that asks has guessed nothing. */
  private fail(
    { address }: KeyQuestion,
    outcome: VerificationOutcome,
    record: KeyRecord | null,
  ): KeyAnswer {
    if (address !== null) this.parts.throttle.noteReportedFailure(address);
    const key = record && record.deletedAt === null ? tellKey(record) : null;
    return { outcome, key, missingScopes: [], scopes: [], windows: [], retryAtMs: null };
  }

  private noteUse(caller: Actor, record: KeyRecord, { key, address }: KeyQuestion): void {
    this.parts.usage.note(record, key, address, `verification by ${nameOf(caller)}`);
  }
}

const NOT_FOUND: Verdict = { outcome: "NOT_FOUND", missingScopes: [] };

function authenticates({ outcome }: Verdict): boolean {
  return outcome === "VALID" || outcome === "MISSING_SCOPES";
}

function isVisible(caller: Actor, record: KeyRecord | null): boolean {
  if (record?.workspace.id !== workspaceIdOf(caller)) return false;
  return caller.campaignId === null || caller.campaignId === record.campaignId;
}

function nameOf(caller: Actor): string {
  if (caller.kind === "key") return caller.apiKey.name;
  return caller.kind === "session" ? caller.user.name : "nobody";
}

function tellAuthentic(
  record: KeyRecord,
  { outcome, missingScopes }: Verdict,
  spending: Spending,
  cost: number,
): KeyAnswer {
  const { windows } = spending;
  return {
    outcome: spending.kind === "refused" ? "RATE_LIMITED" : outcome,
    missingScopes,
    key: tellKey(record),
    scopes: sortScopes(record.effectiveScopes),
    windows,
    retryAtMs: spending.kind === "refused" ? retryAt(windows, spending.by, cost) : null,
  };
}

/** When the cost would pass; null when it is more than a window holds. */
function retryAt(windows: readonly WindowState[], by: WindowState, cost: number): number | null {
  return windows.some(({ limit }) => cost > limit) ? null : by.resetAtMs;
}

function tellKey(record: KeyRecord): NonNullable<KeyAnswer["key"]> {
  const { id, name, environment, campaignId, campaignName, expiresAt } = record;
  const campaign = campaignId === null ? null : { id: campaignId, name: campaignName ?? "" };
  return { id, name, environment, campaign, expiresAt };
}
