import { ALERT_SEVERITIES } from "@latchkey/shared";
import { Anchor } from "@mantine/core";
import { Link } from "react-router";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { counted } from "../../format/number.js";
import { paths } from "../../paths.js";
import { SeverityBadge } from "../../ui/severity-badge.js";
import type { ListedKey } from "./api-key-table.js";

const LEAST_FIRST = Object.keys(ALERT_SEVERITIES);

/** How many alerts of a key nobody has acknowledged, as severe as the worst of them; nothing for none. */
export function KeyAlertMark({ apiKey }: { apiKey: Pick<ListedKey, "id" | "alerts"> }) {
  const { workspace } = useWorkspaceSession();
  const open = (apiKey.alerts ?? []).filter(({ status }) => status === "OPEN");
  const levels = open.map(({ severity }) => severity);
  const worst = levels.sort((a, b) => LEAST_FIRST.indexOf(b) - LEAST_FIRST.indexOf(a))[0];
  if (!worst) return null;
  return (
    <Anchor
      component={Link}
      underline="never"
      lh={0}
      to={paths.alerts.ofKeyLink(workspace.slug, apiKey.id, "open")}
    >
      <SeverityBadge level={worst} says={counted(open.length, "alert")} />
    </Anchor>
  );
}
