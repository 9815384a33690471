import { useQuery } from "@apollo/client/react";
import { useNow } from "../../ui/use-now.js";
import { type LogView, rangeStart } from "./log-view.js";
import { RequestLogsDocument, RequestStatsDocument } from "./request-logs.documents.js";

const POLL_MS = 5000;

/** The log and its figures for a view. The newest page keeps itself fresh while it can be seen. */
export function useRequestLogs(view: LogView) {
  const now = useNow(POLL_MS);
  const from = rangeStart(view.range, now);
  const filter = {
    apiKeyId: view.apiKeyId,
    statusClass: view.statusClass,
    from: new Date(from).toISOString(),
  };
  const live = {
    fetchPolicy: "cache-and-network" as const,
    pollInterval: view.after === null ? POLL_MS : 0,
    skipPollAttempt: () => document.hidden,
  };
  const logs = useQuery(RequestLogsDocument, {
    variables: { filter, after: view.after },
    ...live,
  });
  const stats = useQuery(RequestStatsDocument, {
    variables: { filter, intervalSeconds: view.range.intervalSeconds },
    ...live,
  });
  const refresh = async () => {
    // A failure is already on the page as `error`.
    await Promise.allSettled([logs.refetch(), stats.refetch()]);
  };
  // While the next answer is on its way, what was there stays, unless it is of another view.
  return { from, now, logs, stats, refresh };
}
