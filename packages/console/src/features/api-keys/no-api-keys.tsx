import { Code } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { StatePanel } from "../../ui/state-panel.js";

/** What stands where the table would be while there is no key: what to do, or whom to ask. */
export function NoApiKeys({ canCreate }: { canCreate: boolean }) {
  return (
    <StatePanel icon={<IconKey size={26} />} title="No API keys yet">
      {canCreate ? (
        <>
          Choose Create API Key at the top, say what the key may do, and copy it when it is shown:
          that happens once. Your program then sends it in the header <Code>x-api-key</Code>.
        </>
      ) : (
        "Your role can look at keys and not create them. Ask an admin of this workspace for one."
      )}
    </StatePanel>
  );
}
