import type { RequestLog } from "../resources/request-logs/request-log.entity.js";

type FieldKind = "text" | "text or null" | "number" | "number or null" | "texts";
type Field = Exclude<keyof RequestLog, "at">;

/**
 * What stands behind a line's instant, in its order. A new field goes to the end: the lines that an
 * earlier version left are shorter, and what they lack is null.
 */
const KINDS: Readonly<Record<Field, FieldKind>> = {
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
const FIELDS = Object.entries(KINDS) as ReadonlyArray<[Field, FieldKind]>;

/**
 * A record as a spool's line, with its end: a JSON array of its instant, in milliseconds since 1970, and
 * its fields. An array is half as long as an object, and made in half of its time.
 */
export function writeRecord(row: RequestLog): string {
  const values: unknown[] = [row.at.getTime()];
  for (const [name] of FIELDS) values.push(row[name]);
  return `${JSON.stringify(values)}\n`;
}

/**
 * The record of a spool's line; null for a line that is none, or lacks what the database wants of each:
 * the sink would refuse it for ever, and everything behind it would wait.
 */
export function readRecord(line: string): RequestLog | null {
  try {
    const values = valuesOf(JSON.parse(line));
    const at = new Date(values[0] as number);
    if (typeof values[0] !== "number" || Number.isNaN(at.getTime())) return null;
    const record: Record<string, unknown> = { at };
    let index = 0;
    for (const [name, kind] of FIELDS) {
      index += 1;
      const value = values[index] ?? null;
      if (!holds(kind, value)) return null;
      record[name] = value;
    }
    return record as unknown as RequestLog;
  } catch {
    return null;
  }
}

/** In a line's order; earlier versions wrote objects. */
function valuesOf(written: unknown[] | Record<string, unknown>): readonly unknown[] {
  if (Array.isArray(written)) return written;
  return [Date.parse(String(written["at"])), ...FIELDS.map(([name]) => written[name])];
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
