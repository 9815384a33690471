import { useApolloClient } from "@apollo/client/react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { RequestLogFilter, RequestLogRowFragment } from "../../api/generated/graphql.js";
import {
  firstRows,
  joins,
  type LogPage,
  type LogRows,
  withNewest,
  withOlder,
  withWaiting,
} from "./log-rows.js";
import { RequestLogsDocument } from "./request-logs.documents.js";

type Rows = LogRows<RequestLogRowFragment>;
type Change = (known: Rows | undefined) => Rows | undefined;
type Reading = "first" | "older" | "newest";

const POLL_MS = 2000;
const POLL_PAGES_MAX = 5;

/**
 * The rows under a filter: the first page at once, older ones as they are asked for, newer ones every
 * two seconds while it is live and can be seen. They are kept beside Apollo's cache, which would take
 * every row apart and put the whole list together again for each page.
 */
export function useLogRows(options: {
  /** A new one starts anew. */
  readonly filter: RequestLogFilter;
  readonly isLive: boolean;
  /** Whether new rows may be shown at once, or wait. */
  readonly isAtTop: () => boolean;
}) {
  const { filter, isLive, isAtTop } = options;
  const client = useApolloClient();
  const [rows, setRows] = useState<Rows>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setIsBusy] = useState(true);
  const latest = useRef({ rows, isAtTop, turn: 0, busyWith: new Set<Reading>() });
  latest.current.rows = rows;
  latest.current.isAtTop = isAtTop;

  const read = useCallback(
    async (after: string | null): Promise<LogPage<RequestLogRowFragment>> => {
      const { data } = await client.query({
        query: RequestLogsDocument,
        variables: { filter, after },
        fetchPolicy: "no-cache",
      });
      if (!data) throw new Error("The answer has no data");
      return data.requestLogs;
    },
    [client, filter],
  );

  /** Runs one reading of a kind at a time; what another filter's reading brings is dropped. */
  const run = useCallback(async (kind: Reading, reading: () => Promise<Change>) => {
    const state = latest.current;
    const { turn } = state;
    if (state.busyWith.has(kind)) return;
    state.busyWith.add(kind);
    try {
      const change = await reading();
      if (state.turn !== turn) return;
      setRows(change);
      setError(undefined);
    } catch (failure) {
      if (state.turn === turn) setError(failure);
    } finally {
      if (state.turn === turn) {
        state.busyWith.delete(kind);
        setIsBusy(false);
      }
    }
  }, []);

  const start = useCallback(() => {
    latest.current.turn += 1;
    latest.current.busyWith.clear();
    setIsBusy(true);
    return run("first", async () => {
      const page = await read(null);
      return () => firstRows(page);
    });
  }, [read, run]);
  useEffect(() => void start(), [start]);

  const readOlder = useCallback(() => {
    const { rows: known } = latest.current;
    if (!known?.cursor) return;
    void run("older", async () => {
      const page = await read(known.cursor);
      return (now) => now && withOlder(now, page);
    });
  }, [read, run]);

  useEffect(() => {
    if (!isLive) return undefined;
    const poll = () => {
      const { rows: known } = latest.current;
      if (document.hidden || !known) return;
      void run("newest", async () => {
        const newest = await readNewest(known, read);
        const showNow = latest.current.isAtTop();
        return (now) => {
          if (!now) return now;
          if (!newest.isJoined)
            return showNow ? firstRows(newest.page) : { ...now, isBehind: true };
          const grown = withNewest(now, newest.page.nodes);
          return showNow && !grown.isBehind ? withWaiting(grown) : grown;
        };
      });
    };
    const timer = setInterval(poll, POLL_MS);
    return () => clearInterval(timer);
  }, [isLive, read, run]);

  const showWaiting = () => {
    if (rows?.isBehind) return start();
    setRows((now) => now && withWaiting(now));
    return Promise.resolve();
  };
  return { rows, error, isBusy, start, readOlder, showWaiting };
}

/** The newest rows, back to one that is known; or, after too many pages, those alone. */
async function readNewest(
  known: Rows,
  read: (after: string | null) => Promise<LogPage<RequestLogRowFragment>>,
) {
  let page = await read(null);
  for (let pages = 1; pages < POLL_PAGES_MAX; pages += 1) {
    if (joins(known, page.nodes) || !page.pageInfo.hasNextPage) return { page, isJoined: true };
    const older = await read(page.pageInfo.endCursor);
    page = { nodes: [...page.nodes, ...older.nodes], pageInfo: older.pageInfo };
  }
  return { page, isJoined: joins(known, page.nodes) };
}
