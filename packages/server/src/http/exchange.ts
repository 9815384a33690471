import type { IncomingMessage } from "node:http";
import { type ErrorCode, redactKeys } from "@latchkey/shared";
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
  private isKeyRequest = false;
  /** The key's windows, once something was spent. */
  rateLimits: readonly RateLimitState[] = [];
  private key: KeyRecord | null = null;
  private plan: OperationPlan | null = null;
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
  }

  noteKey(key: KeyRecord | null): void {
    this.key = key;
  }

  /** What entering came to; the key is the one it was judged by. */
  noteEntry({ record, windows }: Entry): void {
    this.key = record;
    this.rateLimits = windows ?? [];
  }

  notePlan(plan: OperationPlan): void {
    this.plan = plan;
  }

  noteError(error: ApiError): void {
    this.errorCode ??= error.code;
    this.reason ??= error.reason ?? error.message;
  }

  /** Milliseconds since the request came in. */
  get durationMs(): number {
    return performance.now() - this.startedAtMs;
  }

  /** The finished record, or null for a request that came without a key. */
  finish(statusCode: number): RequestLog | null {
    if (!this.isKeyRequest) return null;
    const { key, plan, request } = this;
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
      endpoint: cut((request.url ?? "").replace(/\?.*/s, ""), 100) ?? "",
      statusCode,
      errorCode: this.errorCode,
      reason: cut(this.reason, REQUEST_LOG_LIMITS.reasonMax),
      durationMs: Math.round(this.durationMs * 1000) / 1000,
      ip: this.address || null,
      userAgent: cut(request.headers["user-agent"] ?? null, REQUEST_LOG_LIMITS.userAgentMax),
      decisionId: this.errorCode === null ? null : this.id,
    };
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
