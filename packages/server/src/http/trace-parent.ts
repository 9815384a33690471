import { type SpanContext, TraceFlags } from "@opentelemetry/api";

const TRACE_PARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const ZEROS = /^0+$/;

/**
 * The span that a request says it belongs to (`traceparent` of W3C Trace Context), or null for a
 * header that is missing or wrong, which then counts as none.
 */
export function parseTraceParent(header: string | string[] | undefined): SpanContext | null {
  if (typeof header !== "string") return null;
  const [, version, traceId = "", spanId = "", flags = "", rest] = TRACE_PARENT.exec(header) ?? [];
  // Later versions may say more after the flags; this one may not, and ff is none.
  if (version === undefined || version === "ff") return null;
  if (version === "00" && rest !== undefined) return null;
  if (ZEROS.test(traceId) || ZEROS.test(spanId)) return null;
  return {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16) & TraceFlags.SAMPLED,
    isRemote: true,
  };
}
