import type { RequestLog } from "../resources/request-logs/request-log.entity.js";

type FieldKind = "text" | "text or null" | "number" | "number or null" | "texts";

/** What each field of a record holds; one that may be null may be missing too, as in records of earlier versions. */
const FIELDS: Readonly<Record<Exclude<keyof RequestLog, "at">, FieldKind>> = {
  id: "text",
  workspaceId: "text or null",
  apiKeyId: "text or null",
  environment: "text or null",
  campaignId: "text or null",
  operationName: "text or null",
  operationType: "text or null",
  rootFields: "texts",
  method: "text",
  endpoint: "text",
  statusCode: "number",
  errorCode: "text or null",
  reason: "text or null",
  durationMs: "number",
  ip: "text or null",
  userAgent: "text or null",
  decisionId: "text or null",
  failedCheck: "text or null",
  units: "number or null",
  retryAfterSeconds: "number or null",
  admissionMs: "number or null",
  executionMs: "number or null",
  scopesNeeded: "text or null",
  scopesHeld: "text or null",
};
const KINDS = Object.entries(FIELDS);

/**
 * The record of a spool's line; null for a line that is none, or lacks what the database wants of each:
 * the sink would refuse it for ever, and everything behind it would wait.
 */
export function readRecord(line: string): RequestLog | null {
  try {
    const record = JSON.parse(line);
    const at = new Date(record.at);
    const isWhole =
      typeof record.at === "string" &&
      !Number.isNaN(at.getTime()) &&
      KINDS.every(([name, kind]) => holds(kind, record[name] ?? null));
    return isWhole ? { ...record, at } : null;
  } catch {
    return null;
  }
}

function holds(kind: FieldKind, value: unknown): boolean {
  switch (kind) {
    case "text":
      return typeof value === "string";
    case "number":
      return typeof value === "number";
    case "texts":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
    case "text or null":
      return value === null || typeof value === "string";
    case "number or null":
      return value === null || typeof value === "number";
  }
}
