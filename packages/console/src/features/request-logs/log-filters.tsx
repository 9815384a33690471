import { useQuery } from "@apollo/client/react";
import { Group, SegmentedControl, Select } from "@mantine/core";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { LOG_RANGES, type LogView, STATUS_CLASSES } from "./log-view.js";
import { KeyChoicesDocument } from "./request-logs.documents.js";

const ALL = "all";

/** Time range, key and status; what is chosen goes to the address. */
export function LogFilters(props: {
  readonly view: LogView;
  readonly onChange: (change: Partial<LogView>) => void;
}) {
  const { view, onChange } = props;
  const canSeeKeys = useWorkspaceSession().scopes.has("credentials:read");
  const { data } = useQuery(KeyChoicesDocument, { skip: !canSeeKeys });
  const keys = data?.apiKeys.nodes ?? [];
  return (
    <Group gap="sm">
      <SegmentedControl
        aria-label="Time range"
        value={view.range.id}
        data={LOG_RANGES.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(id) => onChange({ range: LOG_RANGES.find((range) => range.id === id) })}
      />
      {canSeeKeys && (
        <Select
          aria-label="Key"
          w={{ base: "100%", xs: 240 }}
          searchable
          allowDeselect={false}
          nothingFoundMessage="No such key"
          value={view.apiKeyId ?? ALL}
          data={[
            { value: ALL, label: "All keys" },
            ...keys.map(({ id, name, start }) => ({ value: id, label: `${name} (${start}…)` })),
          ]}
          onChange={(id) => onChange({ apiKeyId: id === ALL ? null : id })}
        />
      )}
      <Select
        aria-label="Status"
        w={{ base: "100%", xs: 180 }}
        allowDeselect={false}
        value={view.statusClass ?? ALL}
        data={[
          { value: ALL, label: "All statuses" },
          ...STATUS_CLASSES.map(({ value, title }) => ({ value, label: title })),
        ]}
        onChange={(value) =>
          onChange({
            statusClass: STATUS_CLASSES.find((known) => known.value === value)?.value ?? null,
          })
        }
      />
    </Group>
  );
}
