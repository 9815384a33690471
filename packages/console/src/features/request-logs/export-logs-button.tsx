import { Button, Group, Menu, Text } from "@mantine/core";
import { IconDownload, IconX } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { errorText } from "../../api/error-text.js";
import { fetchExport } from "../../api/export-file.js";
import type { RequestLogFilter } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { counted, wholeNumber } from "../../format/number.js";
import { downloadBlob } from "../../ui/download-text.js";
import { notifyDone, notifyFailure } from "../../ui/notify.js";
import { exportPath } from "./export-path.js";

const KINDS = [
  { ending: "csv", title: "CSV, for spreadsheets" },
  { ending: "json", title: "JSON, one array" },
] as const;

/** Saves every request under the filter as a file, says how far it is, and can be stopped. */
export function ExportLogsButton(props: {
  readonly filter: RequestLogFilter;
  readonly totalCount: number | undefined;
}) {
  const { filter, totalCount } = props;
  const { workspace } = useWorkspaceSession();
  const [rows, setRows] = useState<number | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  const save = async (ending: "csv" | "json") => {
    const controller = new AbortController();
    running.current = controller;
    setRows(0);
    let read = 0;
    try {
      const file = await fetchExport({
        path: exportPath(ending, filter),
        workspace: workspace.slug,
        signal: controller.signal,
        onProgress: (progress) => {
          // The first line of a CSV file names its columns, the last one of a JSON file ends it.
          read = Math.max(0, progress.rows - 1);
          setRows(read);
        },
      });
      downloadBlob(`request-logs.${ending}`, file);
      notifyDone(`${counted(read, "request")} saved.`);
    } catch (error) {
      if (!controller.signal.aborted) {
        notifyFailure("The requests could not be exported", errorText(error));
      }
    }
    setRows(null);
  };

  if (rows !== null) {
    return (
      <Group gap="xs" wrap="nowrap">
        <Text size="sm" c="dimmed" role="status">
          {wholeNumber(rows)}
          {totalCount ? ` of ${wholeNumber(Math.max(rows, totalCount))}` : ""} rows
        </Text>
        <Button
          variant="default"
          leftSection={<IconX size={16} />}
          onClick={() => running.current?.abort()}
        >
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
          <Menu.Item key={ending} onClick={() => save(ending)}>
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
