import { useQuery } from "@apollo/client/react";
import type { RequestLogFilter } from "../../api/generated/graphql.js";
import {
  RequestGroupsDocument,
  RequestHoursDocument,
  RequestStatsDocument,
} from "./request-logs.documents.js";

const POLL_MS = 10_000;

/**
 * The figures, groups and hours under a filter, again every ten seconds while they are live and can
 * be seen. While others are on their way, those of before stay.
 */
export function useLogStats(options: {
  readonly filter: RequestLogFilter;
  readonly intervalSeconds: number;
  readonly isLive: boolean;
  readonly withHours: boolean;
}) {
  const { filter, intervalSeconds, isLive, withHours } = options;
  const live = {
    fetchPolicy: "network-only" as const,
    nextFetchPolicy: "network-only" as const,
    pollInterval: isLive ? POLL_MS : 0,
    skipPollAttempt: () => document.hidden,
  };
  const stats = useQuery(RequestStatsDocument, { variables: { filter, intervalSeconds }, ...live });
  const groups = useQuery(RequestGroupsDocument, { variables: { filter }, ...live });
  const hours = useQuery(RequestHoursDocument, {
    variables: { filter },
    skip: !withHours,
    ...live,
    pollInterval: 0,
  });
  return {
    stats: (stats.data ?? stats.previousData)?.requestStats,
    groups: (groups.data ?? groups.previousData)?.requestStats,
    hours: withHours ? (hours.data ?? hours.previousData)?.requestStats.buckets : undefined,
    error: stats.error ?? groups.error ?? hours.error,
    /** What is shown is of another view than the one asked for. */
    isOld: stats.data === undefined && stats.previousData !== undefined,
    refetch: async () => {
      // A failure is already on the page as `error`.
      await Promise.allSettled([
        stats.refetch(),
        groups.refetch(),
        ...(withHours ? [hours.refetch()] : []),
      ]);
    },
  };
}
