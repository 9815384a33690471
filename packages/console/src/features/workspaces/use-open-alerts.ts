import { useQuery } from "@apollo/client/react";
import { useState } from "react";
import { OpenAlertsDocument } from "../../api/open-alerts.documents.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { counted } from "../../format/number.js";
import { useOnReturn } from "../../ui/use-on-return.js";

const POLL_MS = 60_000;

/**
 * How many alerts nobody has acknowledged, asked again every minute while the page can be seen and
 * as soon as it is seen again. `news` is the number once it has changed before the reader's eyes.
 */
export function useOpenAlerts(): { readonly count: number; readonly news: number | null } {
  const mayRead = useWorkspaceSession().scopes.has("logs:read");
  const { data, refetch } = useQuery(OpenAlertsDocument, {
    skip: !mayRead,
    pollInterval: POLL_MS,
    skipPollAttempt: () => document.hidden,
  });
  useOnReturn(() => {
    // While the server is away the number stays as it was; the page itself says what is wrong.
    if (mayRead) void refetch().catch(() => undefined);
  });
  const known = data?.open.totalCount;
  const [told, setTold] = useState<{ count: number; isNew: boolean } | null>(null);
  if (known !== undefined && known !== told?.count) {
    setTold({ count: known, isNew: told !== null });
  }
  return { count: known ?? 0, news: told?.isNew ? told.count : null };
}

/** The number in words, to be read out. */
export function openAlertsText(count: number): string {
  return count === 0 ? "No alert is open." : `${counted(count, "alert")} open.`;
}
