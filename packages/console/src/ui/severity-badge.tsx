import { Badge } from "@mantine/core";
import { IconAlertOctagon, IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";

const LEVELS = {
  INFO: { title: "Info", color: "gray", Icon: IconInfoCircle },
  WARNING: { title: "Warning", color: "orange", Icon: IconAlertTriangle },
  CRITICAL: { title: "Critical", color: "red", Icon: IconAlertOctagon },
} as const;

/** How much something matters: a shape, a colour, and its word or others. */
export function SeverityBadge(props: {
  readonly level: keyof typeof LEVELS;
  readonly says?: string;
}) {
  const { title, color, Icon } = LEVELS[props.level];
  return (
    <Badge
      color={color}
      variant="light"
      radius="sm"
      tt="none"
      {...(props.says ? { title } : {})}
      // Its word is never cut, however narrow the column.
      miw="max-content"
      leftSection={<Icon size={13} aria-hidden />}
    >
      {props.says ?? title}
    </Badge>
  );
}
