import { counted, wholeNumber } from "../../format/number.js";
import { dayOf } from "../../format/time.js";
import type { Rehearsal } from "./use-rehearsal.js";

const DAY_MS = 86_400_000;

/** How far back it goes: `in the last 30 days`, or since the first record where there are none of before. */
export function spanText(since: string, now: number): string {
  const isShorter = Date.parse(since) - (now - 30 * DAY_MS) > DAY_MS;
  return isShorter ? `since ${dayOf(since)}` : "in the last 30 days";
}

/** What came of a rehearsal, in one sentence. */
export function rehearsalTitle(
  { requests, refused, since, isPartial }: Omit<Rehearsal, "refusals">,
  now: number,
): string {
  if (requests === 0 || since === null) {
    return "There is no request of the last 30 days to try this on.";
  }
  const all = isPartial
    ? `the newest ${counted(requests, "request")} (${spanText(since, now)})`
    : `${counted(requests, "request")} ${spanText(since, now)}`;
  if (refused === 0) return `Of ${all}, none would have been refused.`;
  return `Of ${all}, ${wholeNumber(refused)} would have been refused.`;
}

/** Requests of one kind and why they would have been refused: `18 × query Sync: leads from 203.0.113.7 (crm/2): lacks leads:write`. */
export function refusalText(kind: Rehearsal["refusals"][number]): string {
  const { requests, operationName, rootFields, ip, userAgent } = kind;
  const fields = rootFields.join(", ");
  const operation = operationName ? `${operationName} (${fields})` : fields;
  const client = `${ip ?? "an unknown address"}${userAgent ? ` (${userAgent})` : ""}`;
  return `${wholeNumber(requests)} × ${operation} from ${client}: ${reasonOf(kind)}`;
}

function reasonOf({ check, missingScopes }: Rehearsal["refusals"][number]): string {
  if (check === "address") return "the allowlist shuts it out";
  if (check === "limits") return "the limits are full";
  return `lacks ${missingScopes.join(", ")}`;
}
