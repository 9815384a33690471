import { Group, SegmentedControl, Select } from "@mantine/core";
import { useKeyChoices } from "../../api/use-key-choices.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { SearchSelect } from "../../ui/search-select.js";
import { LOG_RANGES, type LogView, STATUS_CLASSES } from "./log-view.js";

const ALL = "all";

/** Time range, key and status; what is chosen goes to the address. */
export function LogFilters(props: {
  readonly view: LogView;
  readonly onChange: (change: Partial<LogView>) => void;
}) {
  const { view, onChange } = props;
  const canSeeKeys = useWorkspaceSession().scopes.has("credentials:read");
  const keys = useKeyChoices({
    chosenId: view.apiKeyId,
    skip: !canSeeKeys,
    goneLabel: "A deleted key",
  });
  return (
    <Group gap="sm">
      <SegmentedControl
        aria-label="Time range"
        value={view.range.id}
        data={LOG_RANGES.map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(id) => onChange({ range: LOG_RANGES.find((range) => range.id === id) })}
      />
      {canSeeKeys && (
        <SearchSelect
          ariaLabel="Key"
          width={{ base: "100%", xs: 240 }}
          allLabel="All keys"
          nothingFound="No such key"
          value={view.apiKeyId}
          choices={keys.choices}
          onSearch={keys.search}
          onChange={(apiKeyId) => onChange({ apiKeyId })}
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
