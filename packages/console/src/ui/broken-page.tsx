import { Box } from "@mantine/core";
import { FailurePanel } from "./failure-panel.js";
import { OUT_OF_REACH, reloadPage } from "./reload-page.js";

/** Instead of a page that could not be fetched or drawn; `isWholePage` when nothing frames it. */
export function BrokenPage({ isWholePage = false }: { isWholePage?: boolean }) {
  return (
    <Box p={isWholePage ? "xl" : 0} component={isWholePage ? "main" : "div"}>
      <title>Latchkey</title>
      <FailurePanel
        title="This page could not be opened"
        reason={OUT_OF_REACH}
        onRetry={reloadPage}
      />
    </Box>
  );
}
