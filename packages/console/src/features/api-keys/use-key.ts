import { useQuery } from "@apollo/client/react";
import { useNow } from "../../ui/use-now.js";
import { useOnReturn } from "../../ui/use-on-return.js";
import { ApiKeyPageDocument } from "./key-page.documents.js";
import { useKeyRequests } from "./use-key-requests.js";

const POLL_MS = 15_000;

/**
 * A key and its requests, asked for again every 15 seconds while the page can be seen, and as soon
 * as it is seen again. While an answer fails, what was known before stays.
 */
export function useKey(apiKeyId: string) {
  const live = { pollInterval: POLL_MS, skipPollAttempt: () => document.hidden };
  const { data, previousData, error, refetch } = useQuery(ApiKeyPageDocument, {
    variables: { id: apiKeyId },
    fetchPolicy: "cache-and-network",
    ...live,
  });
  const logs = useKeyRequests(apiKeyId, live);
  // "5 minutes ago" and "closing" go on too when nothing of the key has changed.
  useNow(POLL_MS);
  const refresh = async () => {
    // A failure is already here as `error`.
    await Promise.allSettled([refetch(), logs.refetch()]);
  };
  useOnReturn(() => void refresh());
  const known = (data ?? previousData)?.apiKey;
  return {
    apiKey: known?.id === apiKeyId ? known : null,
    isAnswered: !!data,
    error,
    logs,
    refresh,
  };
}
