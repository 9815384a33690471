import { useQuery } from "@apollo/client/react";
import { Button, Code, Stack } from "@mantine/core";
import { IconActivity, IconKey } from "@tabler/icons-react";
import { Link } from "react-router";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { paths } from "../../paths.js";
import { CopyButton } from "../../ui/copy-button.js";
import { StatePanel } from "../../ui/state-panel.js";
import { AnyRequestDocument } from "./request-logs.documents.js";

/** What stands where rows would be: how to send the first request, or how to see more of those there are. */
export function NoRequests(props: {
  readonly isNarrowed: boolean;
  readonly onClear: () => void;
  readonly onWiden: () => void;
}) {
  const { isNarrowed, onClear, onWiden } = props;
  const { workspace } = useWorkspaceSession();
  const any = useQuery(AnyRequestDocument, { fetchPolicy: "network-only" });
  if (any.data?.requestLogs.nodes.length === 0) {
    const line = `curl ${window.location.origin}/graphql -H 'content-type: application/json' -H 'x-api-key: YOUR_KEY' -d '{"query":"{ context { workspace { name } scopes } }"}'`;
    return (
      <StatePanel
        icon={<IconKey size={26} />}
        title="No key has been used yet"
        action={
          <Button component={Link} to={paths.apiKeys.link(workspace.slug)}>
            Go to API Keys
          </Button>
        }
      >
        <Stack gap="sm" align="center">
          Create a key and send your first request; it shows up here within seconds.
          <Code
            block
            ta="left"
            maw="100%"
            style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}
          >
            {line}
          </Code>
          <CopyButton text={line} size="xs">
            Copy
          </CopyButton>
        </Stack>
      </StatePanel>
    );
  }
  return (
    <StatePanel
      icon={<IconActivity size={26} />}
      title={isNarrowed ? "No request fits these filters" : "No requests in this time"}
      action={
        <Button variant="default" onClick={isNarrowed ? onClear : onWiden}>
          {isNarrowed ? "Clear filters" : "Look at the last 90 days"}
        </Button>
      }
    >
      {isNarrowed
        ? "Take off a filter, or look further back."
        : "A request shows up here within seconds of being answered."}
    </StatePanel>
  );
}
