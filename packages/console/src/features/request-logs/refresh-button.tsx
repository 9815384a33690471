import { Button } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useState } from "react";

/** Asks for the newest at once. */
export function RefreshButton({ onRefresh }: { onRefresh: () => Promise<void> }) {
  const [isBusy, setIsBusy] = useState(false);
  const refresh = async () => {
    setIsBusy(true);
    await onRefresh();
    setIsBusy(false);
  };
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={16} />}
      loading={isBusy}
      onClick={refresh}
    >
      Refresh
    </Button>
  );
}
