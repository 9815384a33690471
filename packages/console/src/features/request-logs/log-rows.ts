/** The rows of the log that were read so far, newest first, and those that came since and wait to be shown. */
export interface LogRows<Row extends { readonly id: string }> {
  readonly shown: readonly Row[];
  readonly waiting: readonly Row[];
  /** More came since than are kept waiting. */
  readonly isBehind: boolean;
  /** Where older rows begin; null once there are none, or no more are kept. */
  readonly cursor: string | null;
  /** There are older rows, but no more are kept. */
  readonly isFull: boolean;
}

/** A page of the log, as the API tells it. */
export interface LogPage<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Most rows that are kept; beyond it the log is to be narrowed. */
export const ROWS_MAX = 100_000;
/** Most new rows that wait to be shown. */
export const WAITING_MAX = 500;
/** How many of the newest rows a late one may belong between. */
const HEAD = 300;

/** The rows of the first page. */
export function firstRows<Row extends { readonly id: string }>(page: LogPage<Row>): LogRows<Row> {
  return {
    shown: page.nodes,
    waiting: [],
    isBehind: false,
    cursor: page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null,
    isFull: false,
  };
}

/** The rows with those of the next page behind them. */
export function withOlder<Row extends { readonly id: string }>(
  rows: LogRows<Row>,
  page: LogPage<Row>,
): LogRows<Row> {
  const shown = [...rows.shown, ...page.nodes];
  const { hasNextPage, endCursor } = page.pageInfo;
  const isFull = hasNextPage && shown.length >= ROWS_MAX;
  return { ...rows, shown, isFull, cursor: hasNextPage && !isFull ? endCursor : null };
}

/**
 * The rows with the newest ones waiting. Rows come in the order of their answers and are listed in that
 * of their arrival, so a late one belongs between others: what is new is told by its id, not by its place.
 */
export function withNewest<Row extends { readonly id: string }>(
  rows: LogRows<Row>,
  newest: readonly Row[],
): LogRows<Row> {
  const head = rows.shown.slice(0, HEAD);
  const known = new Set([...rows.waiting, ...head].map(({ id }) => id));
  const oldestId = rows.cursor === null && rows.shown.length <= HEAD ? "" : (head.at(-1)?.id ?? "");
  const added = newest.filter(({ id }) => !known.has(id) && id > oldestId);
  if (added.length === 0) return rows;
  const waiting = newestFirst([...rows.waiting, ...added]);
  return waiting.length > WAITING_MAX
    ? { ...rows, waiting: waiting.slice(0, WAITING_MAX), isBehind: true }
    : { ...rows, waiting };
}

/** The rows with those that waited among them. */
export function withWaiting<Row extends { readonly id: string }>(rows: LogRows<Row>): LogRows<Row> {
  if (rows.waiting.length === 0) return rows;
  const head = newestFirst([...rows.waiting, ...rows.shown.slice(0, HEAD)]);
  return { ...rows, shown: [...head, ...rows.shown.slice(HEAD)], waiting: [] };
}

/** Whether the newest rows join those that are known, so that none between them is missing. */
export function joins<Row extends { readonly id: string }>(
  rows: LogRows<Row>,
  newest: readonly Row[],
): boolean {
  const newestId = rows.waiting[0]?.id ?? rows.shown[0]?.id;
  return newestId === undefined || newest.some(({ id }) => id <= newestId);
}

/** Ids sort by arrival. */
function newestFirst<Row extends { readonly id: string }>(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => (a.id < b.id ? 1 : -1));
}
