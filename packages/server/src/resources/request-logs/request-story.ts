import {
  expandScopes,
  isScope,
  missingScopes,
  REQUEST_CHECK_NAMES,
  REQUEST_CHECKS,
  type RequestCheckName,
  type Scope,
} from "@latchkey/shared";
import { checkKey, type JudgedKey } from "../api-keys/key-verdict.js";
import { scopeRemedy } from "../api-keys/scope-remedy.js";
import type { RequestLog } from "./request-log.entity.js";
import type { StoryStep } from "./request-story.payloads.js";

/** A logged request's key as it is now. */
export interface PresentKey extends JudgedKey {
  /** Its own scopes. */
  readonly scopes: readonly Scope[];
  /** Its own with all they include, cut to what its owner's role allows. */
  readonly effectiveScopes: ReadonlySet<Scope>;
}

const OVER = "This is over: such a request passes this check by now.";

const EXPORT_REMEDY = "Send a GET, with each filter at most once in the query string.";

/** What helps where the key itself is not the cause; its own checks have their remedies beside the verdict. */
const REMEDIES: Readonly<Partial<Record<RequestCheckName, string>>> = {
  credentials:
    "Send one key, in the key header, without a session cookie beside it, and never in the address: a key that was in one is leaked, so rotate or revoke it.",
  format:
    "Copy the whole key again, as it was shown when it was made; what the console shows of it later is only its start and its end.",
  known: "Use a key that was made here; one of another installation is not known.",
  document: "Correct the document; the answer told what is wrong with it, and where.",
  variables: "Correct the variables; the answer named each wrong one.",
  campaign:
    "Name the key's own campaign, or use a key for that campaign or for all of them: a key's campaign is fixed.",
  grants: "Give no more than the calling key holds, or give that key the permission first.",
  objects: "Ask for smaller pages, or for fewer lists at once.",
};

const TOO_LARGE = "Send less at once: split it into several requests.";
const GRAPHQL_BODY =
  'Send a POST with the content type application/json and a body like {"query": "…"}.';

/** What a request is like to each address that is not `/graphql`. */
const BODY_REMEDIES: Readonly<Record<string, string>> = {
  "/v1/verify": 'Send a POST with the content type application/json and a body like {"key": "…"}.',
  "/exports/request-logs.csv": EXPORT_REMEDY,
  "/exports/request-logs.json": EXPORT_REMEDY,
};

const EXECUTION_REMEDIES: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: "Use a key that stays valid until its answer is complete.",
  NOT_FOUND: "Check the id: there is nothing of it in the key's workspace and campaign.",
  BAD_USER_INPUT: "Correct the input; the answer named each wrong field.",
  CONFLICT: "Read it again, and repeat what still holds.",
  FORBIDDEN: "Let somebody do it who may: what was asked is beyond this key, whatever its scopes.",
};

/**
 * The checks of a logged request in the order in which they were made; the one that failed with its
 * true reason, and what would pass, by what the key is now. Empty for a request of before this was
 * recorded. Pure.
 */
export function requestStory(log: RequestLog, key: PresentKey | null, now: Date): StoryStep[] {
  if (typeof log.admissionMs !== "number") return [];
  const failedAt = log.failedCheck ? REQUEST_CHECK_NAMES.indexOf(log.failedCheck) : Infinity;
  return REQUEST_CHECK_NAMES.map((name, index) => {
    const isFailed = index === failedAt;
    // A document that was not known by its hash ran nothing, and nothing failed.
    const isReached = index < failedAt && (name !== "execution" || log.executionMs !== null);
    return {
      name,
      title: REQUEST_CHECKS[name],
      outcome: isFailed ? "FAILED" : isReached ? "PASSED" : "NOT_REACHED",
      reason: isFailed ? log.reason : null,
      remedy: isFailed ? remedyFor(name, log, key, now) : null,
    };
  });
}

/** The scopes of a kept list; one that has left the table since is left out. */
export function readScopes(text: string | null | undefined): Scope[] {
  return (text ?? "").split(",").filter(isScope);
}

/** Everything that the key could do when the request came. */
export function scopesHeld(log: Pick<RequestLog, "scopesHeld">): ReadonlySet<Scope> {
  return expandScopes(readScopes(log.scopesHeld));
}

function remedyFor(
  name: RequestCheckName,
  log: RequestLog,
  key: PresentKey | null,
  now: Date,
): string {
  if (log.statusCode >= 500) {
    return "The request is not the cause: send it again. The server's own log has what happened.";
  }
  if (name === "scopes") return scopesRemedy(log, key);
  if (name === "limits") return limitsRemedy(log, now);
  if (log.errorCode === "PAYLOAD_TOO_LARGE") return TOO_LARGE;
  if (name === "body") return BODY_REMEDIES[log.endpoint] ?? GRAPHQL_BODY;
  if (name === "execution") {
    return EXECUTION_REMEDIES[log.errorCode ?? ""] ?? "Read what the answer told of it.";
  }
  const check = checkKey(key ?? NO_KEY, now, log.ip ?? "").find((one) => one.name === name);
  // Which secret it was is not kept, so that nothing can be told of how that one stands now.
  if (check) return check.isPassed && key && name !== "secret" ? OVER : check.remedy;
  return REMEDIES[name] ?? "";
}

function scopesRemedy(log: RequestLog, key: PresentKey | null): string {
  const missing = missingScopes(readScopes(log.scopesNeeded), scopesHeld(log));
  if (!key) return `Use a key that has ${missing.join(", ")}.`;
  const stillMissing = missingScopes(missing, key.effectiveScopes);
  return stillMissing.length === 0 ? OVER : scopeRemedy(stillMissing, key.scopes);
}

function limitsRemedy({ at, retryAfterSeconds }: RequestLog, now: Date): string {
  if (typeof retryAfterSeconds !== "number") {
    return "It never fits into this window, however long it waits: split it into several requests, or raise the limit.";
  }
  const retryAt = new Date(at.getTime() + retryAfterSeconds * 1000);
  const isOver = retryAt <= now;
  return `${isOver ? "It would have passed" : "It passes"} from ${retryAt.toISOString()} on, if nothing else is sent meanwhile: wait as Retry-After says, get more done with each request, or raise the limit.`;
}

/** Whoever asks what helps finds the words of each check, whatever the key is. */
const NO_KEY: JudgedKey = {
  secretClosesAt: null,
  ipAllowlist: [],
  expiresAt: null,
  deactivatedAt: null,
  revokedAt: null,
  deletedAt: null,
};
