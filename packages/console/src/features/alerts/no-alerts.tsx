import { ALERT_KINDS } from "@latchkey/shared";
import { Anchor, Button, List } from "@mantine/core";
import { IconBellOff, IconCircleCheck } from "@tabler/icons-react";
import { Link } from "react-router";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { paths } from "../../paths.js";
import { StatePanel } from "../../ui/state-panel.js";

/** Stands where alerts would be: nothing is open, and what is watched; or nothing fits the filters. */
export function NoAlerts(props: { readonly isQuiet: boolean; readonly onClear: () => void }) {
  const { workspace } = useWorkspaceSession();
  if (!props.isQuiet) {
    return (
      <StatePanel
        icon={<IconBellOff size={26} />}
        title="No such alerts"
        action={
          <Button variant="default" onClick={props.onClear}>
            Show what is open
          </Button>
        }
      >
        Nothing fits these filters.
      </StatePanel>
    );
  }
  return (
    <StatePanel icon={<IconCircleCheck size={26} />} title="Nothing needs your attention">
      This is what is watched in this workspace’s keys and requests:
      <List size="sm" ta="left" my="sm" mx="auto" w="fit-content">
        {Object.values(ALERT_KINDS).map(({ title }) => (
          <List.Item key={title}>{title}</List.Item>
        ))}
      </List>
      <Anchor component={Link} inherit to={paths.docs.link(workspace.slug, "alerts")}>
        When each is told, and when it closes by itself
      </Anchor>
    </StatePanel>
  );
}
