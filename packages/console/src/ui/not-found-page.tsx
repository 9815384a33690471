import { Box, Button } from "@mantine/core";
import { IconMapOff } from "@tabler/icons-react";
import { Link } from "react-router";
import { paths } from "../paths.js";
import { StatePanel } from "./state-panel.js";

/** Where no page is; `isWholePage` when nothing frames it. */
export function NotFoundPage({ isWholePage = false }: { isWholePage?: boolean }) {
  return (
    <Box p={isWholePage ? "xl" : 0} component={isWholePage ? "main" : "div"}>
      <title>Not found · Latchkey</title>
      <StatePanel
        icon={<IconMapOff size={26} />}
        isPageTitle
        title="There is no such page"
        action={
          <Button component={Link} to={paths.home.link()} variant="default">
            Go to the start
          </Button>
        }
      >
        The address may be mistyped, or the page has moved.
      </StatePanel>
    </Box>
  );
}
