import { Button } from "@mantine/core";
import { IconArrowUp } from "@tabler/icons-react";
import { counted } from "../../format/number.js";
import classes from "./new-requests-button.module.css";

/** Says how many requests came since, to a reader who is further down; leads up to them. */
export function NewRequestsButton(props: {
  readonly count: number;
  readonly isMore: boolean;
  readonly onShow: () => void;
}) {
  const { count, isMore, onShow } = props;
  return (
    <div className={classes["place"]} role="status">
      {count > 0 && (
        <Button
          className={classes["button"]}
          size="xs"
          radius="xl"
          leftSection={<IconArrowUp size={14} />}
          onClick={onShow}
        >
          {isMore ? `More than ${counted(count, "new request")}` : counted(count, "new request")}
        </Button>
      )}
    </div>
  );
}
