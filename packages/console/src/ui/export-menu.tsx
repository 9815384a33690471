import { Button, Group, Menu, Text } from "@mantine/core";
import { IconDownload, IconX } from "@tabler/icons-react";
import { wholeNumber } from "../format/number.js";

const KINDS = [
  { ending: "csv", title: "CSV, for spreadsheets" },
  { ending: "json", title: "JSON, one array" },
] as const;

/** The button that saves a list as a file; while that is going on, how far it is and a way to stop it. */
export function ExportMenu(props: {
  /** How many rows have come; null while nothing is being saved. */
  readonly rows: number | null;
  readonly totalCount: number | undefined;
  readonly onSave: (ending: "csv" | "json") => void;
  readonly onStop: () => void;
}) {
  const { rows, totalCount, onSave, onStop } = props;
  if (rows !== null) {
    return (
      <Group gap="xs" wrap="nowrap">
        <Text size="sm" c="dimmed" role="status">
          {wholeNumber(rows)}
          {totalCount ? ` of ${wholeNumber(Math.max(rows, totalCount))}` : ""} rows
        </Text>
        <Button variant="default" leftSection={<IconX size={16} />} onClick={onStop}>
          Cancel
        </Button>
      </Group>
    );
  }
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {KINDS.map(({ ending, title }) => (
          <Menu.Item key={ending} onClick={() => onSave(ending)}>
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
