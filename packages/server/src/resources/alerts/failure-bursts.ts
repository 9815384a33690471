import { ALERT_THRESHOLDS } from "@latchkey/shared";
import type { AlertFinding, AlertIdentity } from "./alert-finding.js";

const { failures } = ALERT_THRESHOLDS;
const MINUTE_SECONDS = 60;
const WINDOW_SECONDS = failures.windowMinutes * MINUTE_SECONDS;

/** Failed authentications of one minute, of one key and from one address. */
export interface FailureCell {
  /** Empty, as is the key, for keys that nobody knows. */
  readonly workspaceId: string;
  readonly apiKeyId: string;
  readonly address: string;
  readonly startSeconds: number;
  readonly total: number;
  /** Whether the alerts have not looked at it. */
  readonly isNew: boolean;
}

/** Failures that belong together, in the order of time, each within a window's width of a new one. */
export interface FailureSeries {
  readonly identity: AlertIdentity;
  readonly cells: readonly FailureCell[];
}

/** The failures of each key, and those from each address with whatever key, as far as they are news. Pure. */
export function groupFailures(cells: readonly FailureCell[]): FailureSeries[] {
  const series = new Map<string, { identity: AlertIdentity; cells: FailureCell[] }>();
  const add = (identity: AlertIdentity, cell: FailureCell) => {
    const name = `${identity.workspaceId} ${identity.apiKeyId} ${identity.subject}`;
    const known = series.get(name);
    if (known) known.cells.push(cell);
    else series.set(name, { identity, cells: [cell] });
  };
  for (const cell of [...cells].sort((a, b) => a.startSeconds - b.startSeconds)) {
    const { apiKeyId, address } = cell;
    const workspaceId = cell.workspaceId || null;
    if (apiKeyId !== "") {
      add({ workspaceId, kind: "KEY_AUTHENTICATION_FAILURES", apiKeyId, subject: "" }, cell);
    }
    if (address !== "") {
      const kind = "ADDRESS_AUTHENTICATION_FAILURES";
      add({ workspaceId, kind, apiKeyId: null, subject: address }, cell);
    }
  }
  return [...series.values()]
    .map(({ identity, cells: own }) => ({ identity, cells: nearNew(own) }))
    .filter((one) => one.cells.length > 0);
}

/** The fullest window of a series, if it holds enough failures to be told of. Pure. */
export function findBurst({ identity, cells }: FailureSeries): AlertFinding | null {
  const isOfKey = identity.kind === "KEY_AUTHENTICATION_FAILURES";
  const min = isOfKey ? failures.ofKeyMin : failures.fromAddressMin;
  // Of a workspace's keys several; keys that nobody knows have no names to count.
  const keysMin = isOfKey || identity.workspaceId === null ? 1 : failures.keysMin;
  let best: { observed: number; from: number } | null = null;
  let observed = 0;
  let start = 0;
  for (const [end, cell] of cells.entries()) {
    observed += cell.total;
    for (let first = cells[start]; first && isBefore(first, cell); first = cells[start]) {
      observed -= first.total;
      start += 1;
    }
    const isFuller = observed >= min && observed > (best?.observed ?? 0);
    if (isFuller && countKeys(cells.slice(start, end + 1)) >= keysMin) {
      best = { observed, from: cells[start]?.startSeconds ?? cell.startSeconds };
    }
  }
  if (!best) return null;
  const { from } = best;
  const own = cells.filter(({ startSeconds }) => startSeconds >= from);
  return {
    ...identity,
    lastSeenAt: endOf(cells),
    count: own.reduce((sum, { total }) => sum + total, 0),
    facts: factsOf(identity, cells, best, min),
  };
}

function factsOf(
  { subject, kind }: AlertIdentity,
  cells: readonly FailureCell[],
  { observed, from }: { readonly observed: number; readonly from: number },
  threshold: number,
): AlertFinding["facts"] {
  return {
    observed,
    threshold,
    from: new Date(from * 1000),
    to: endOf(cells),
    ip: kind === "ADDRESS_AUTHENTICATION_FAILURES" ? subject : null,
    errorCode: "UNAUTHENTICATED",
  };
}

function nearNew(cells: readonly FailureCell[]): FailureCell[] {
  const news = cells.filter(({ isNew }) => isNew).map(({ startSeconds }) => startSeconds);
  return cells.filter(({ startSeconds }) =>
    news.some((start) => Math.abs(start - startSeconds) < WINDOW_SECONDS),
  );
}

/** Where the minute of the last failure ends. */
export function endOf(cells: readonly FailureCell[]): Date {
  return new Date(((cells.at(-1)?.startSeconds ?? 0) + MINUTE_SECONDS) * 1000);
}

function isBefore(first: FailureCell, last: FailureCell): boolean {
  return first.startSeconds <= last.startSeconds - WINDOW_SECONDS;
}

function countKeys(cells: readonly FailureCell[]): number {
  return new Set(cells.map(({ apiKeyId }) => apiKeyId)).size;
}
