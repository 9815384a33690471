import type { AlertKind } from "@latchkey/shared";
import { Button, Group } from "@mantine/core";
import { Link } from "react-router";
import { isManageableKey } from "../../api/is-manageable-key.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { paths } from "../../paths.js";
import type { ShownAlert } from "./alert-body.js";

type KeyAction = NonNullable<Parameters<typeof paths.apiKey.link>[2]>;

interface Remedy {
  readonly says: string;
  readonly action: KeyAction;
}

const ROTATE: Remedy = { says: "Rotate the key", action: "rotate" };

/** What helps, by what is done to the key; of kinds that are about stopped keys or an address there is nothing. */
const REMEDIES: Readonly<Partial<Record<AlertKind, readonly Remedy[]>>> = {
  NEW_NETWORK: [ROTATE, { says: "Edit its allowlist", action: "update" }],
  REQUEST_SPIKE: [{ says: "Edit its rate limits", action: "update" }, ROTATE],
  ROTATION_OVERDUE: [ROTATE],
  UNUSED: [
    { says: "Deactivate the key", action: "deactivate" },
    { says: "Revoke the key", action: "revoke" },
  ],
};

/** Where what an alert advises can be done, as far as its reader may; and the key's own page. */
export function AlertRemedies({ alert }: { alert: ShownAlert }) {
  const session = useWorkspaceSession();
  const { slug } = session.workspace;
  const { apiKey, kind } = alert;
  if (!apiKey) return null;
  const isManageable = alert.status !== "CLOSED" && isManageableKey(apiKey, session);
  return (
    <Group gap="xs" mt="sm">
      {isManageable &&
        REMEDIES[kind]?.map(({ says, action }) => (
          <RemedyLink key={says} says={says} to={paths.apiKey.link(slug, apiKey.id, action)} />
        ))}
      {kind === "EXPIRY" && session.scopes.has("credentials:write") && (
        <RemedyLink says="Create its successor" to={paths.newApiKey.link(slug, apiKey.scopes)} />
      )}
      <RemedyLink says="Open the key" to={paths.apiKey.link(slug, apiKey.id)} />
    </Group>
  );
}

function RemedyLink({ says, to }: { says: string; to: string }) {
  return (
    <Button component={Link} to={to} variant="default" size="xs">
      {says}
    </Button>
  );
}
