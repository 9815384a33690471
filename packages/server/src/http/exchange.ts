import type { IncomingMessage } from "node:http";
import { type ErrorCode, type RequestCheckName, redactKeys } from "@latchkey/shared";
import type { Entry } from "../admission/admission.js";
import type { Credentials } from "../admission/credentials.js";
import type { KeyRecord } from "../admission/key-record.js";
import type { OperationPlan } from "../admission/operation-plan.js";
import type { ApiError } from "../base/api-error.js";
import type { RateLimitState } from "../base/request-context.js";
import { newId } from "../database/new-id.js";
import {
  REQUEST_LOG_LIMITS,
  type RequestLog,
} from "../resources/request-logs/request-log.entity.js";

/**
 * The record of one request, from its arrival to its answer. It has no field that could hold a
 * header's value, a variable or a document.
 */
export class Exchange {
  readonly id: string;
  private readonly startedAtMs = performance.now();
  isKeyRequest = false;
  /** Whether its record is kept; it is not when it was refused for want of room. */
  isRecorded = true;
  private isStranger = false;
  /** The key's windows, once something was spent. */
  rateLimits: readonly RateLimitState[] = [];
  private key: KeyRecord | null = null;
  private plan: OperationPlan | null = null;
  private units: number | null = null;
  private check: RequestCheckName = "credentials";
  private failedCheck: RequestCheckName | null = null;
  private retryAfterSeconds: number | null = null;
  /** From its arrival to the start of its operation; null when it did not come to that. */
  admissionMs: number | null = null;
  executionMs: number | null = null;
  /** The first error's code. */
  errorCode: ErrorCode | null = null;
  private reason: string | null = null;

  constructor(
    readonly at: Date,
    private readonly request: IncomingMessage,
    readonly address: string,
  ) {
    this.id = newId(at);
  }

  noteCredentials(credentials: Credentials): void {
    this.isKeyRequest =
      credentials.kind === "key" || (credentials.kind === "refused" && credentials.hasKey);
    this.isStranger = !this.isKeyRequest && credentials.kind !== "session";
  }

  noteKey(key: KeyRecord | null): void {
    this.key = key;
  }

  /** The check that is being made; what fails from now on fails at it. */
  get reached(): RequestCheckName {
    return this.check;
  }

  reach(check: RequestCheckName): void {
    this.check = check;
  }

  /** What entering came to at this cost; the key is the one it was judged by. */
  noteEntry(entry: Entry, units: number): void {
    this.key = entry.record;
    this.rateLimits = entry.windows ?? [];
    this.units = units;
    const resetAt = entry.outcome === "refused" && entry.error.extensions["resetAt"];
    const canEverPass = this.rateLimits.every(({ limit }) => units <= limit);
    if (typeof resetAt !== "string" || !canEverPass) return;
    const waitMs = Date.parse(resetAt) - this.at.getTime();
    this.retryAfterSeconds = Math.max(0, Math.ceil(waitMs / 1000));
  }

  notePlan(plan: OperationPlan): void {
    this.plan = plan;
  }

  /** Everything was asked that can be asked before the operation runs. */
  beginExecution(): void {
    this.check = "execution";
    this.admissionMs = this.durationMs;
  }

  endExecution(): void {
    this.executionMs = this.durationMs - (this.admissionMs ?? 0);
  }

  noteError(error: ApiError): void {
    this.errorCode ??= error.code;
    this.reason ??= error.reason ?? error.message;
    this.failedCheck ??= this.check;
  }

  /** Milliseconds since the request came in. */
  get durationMs(): number {
    return performance.now() - this.startedAtMs;
  }

  /**
   * The finished record. Null for people, and for those without a key who were refused nothing but
   * what needs none; a refusal that told a stranger its decision id has its row.
   */
  finish(statusCode: number): RequestLog | null {
    const isMissingKey = this.isStranger && statusCode === 401 && this.admissionMs === null;
    if (!this.isKeyRequest && !isMissingKey) return null;
    const { key, plan, request, durationMs } = this;
    const admissionMs = this.admissionMs ?? durationMs;
    const ranMs = this.admissionMs === null ? null : durationMs - admissionMs;
    return {
      id: this.id,
      at: this.at,
      workspaceId: key?.workspace.id ?? null,
      apiKeyId: key?.id ?? null,
      environment: key?.environment ?? null,
      campaignId: key?.campaignId ?? null,
      operationName: cut(plan?.operationName ?? null, REQUEST_LOG_LIMITS.operationNameMax),
      operationType: plan?.operationType ?? null,
      rootFields: cutList(plan?.rootFields ?? [], REQUEST_LOG_LIMITS.rootFieldsMax),
      method: (request.method ?? "").slice(0, 10),
      endpoint: cut(pathOf(request.url ?? ""), 100) ?? "",
      statusCode,
      errorCode: this.errorCode,
      reason: cut(this.reason, REQUEST_LOG_LIMITS.reasonMax),
      durationMs: toMicroseconds(durationMs),
      ip: this.address || null,
      userAgent: cut(request.headers["user-agent"] ?? null, REQUEST_LOG_LIMITS.userAgentMax),
      decisionId: this.errorCode === null ? null : this.id,
      failedCheck: isMissingKey ? "credentials" : this.failedCheck,
      units: this.units,
      retryAfterSeconds: this.retryAfterSeconds,
      admissionMs: toMicroseconds(admissionMs),
      executionMs: ranMs === null ? null : toMicroseconds(this.executionMs ?? ranMs),
      scopesNeeded: plan?.scopesText ?? null,
      scopesHeld: key?.effectiveScopesText ?? null,
    };
  }
}

/** A duration in milliseconds, to the microsecond. */
function toMicroseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}

/** An address's path in plain letters, so that a key in it is found however it was written. */
function pathOf(url: string): string {
  const path = url.replace(/\?.*/s, "");
  if (!path.includes("%")) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function cut(text: string | null, max: number): string | null {
  return text === null ? null : redactKeys(text).slice(0, max);
}

function cutList(items: readonly string[], max: number): string[] {
  let length = 0;
  return items.filter((item) => {
    length += item.length + 1;
    return length <= max;
  });
}
