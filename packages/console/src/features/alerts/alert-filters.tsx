import { ALERT_KINDS, ALERT_SEVERITIES } from "@latchkey/shared";
import { Group, SegmentedControl, Select } from "@mantine/core";
import { useKeyChoices } from "../../api/use-key-choices.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { capitalized } from "../../format/sentence.js";
import { SearchSelect } from "../../ui/search-select.js";
import { type AlertView, STATUS_CHOICES } from "./alert-view.js";

const ALL = "all";
const KINDS = namesOf(ALERT_KINDS);
const SEVERITIES = namesOf(ALERT_SEVERITIES).reverse();

/** Status, kind, severity and key; what is chosen goes to the address. */
export function AlertFilters(props: {
  readonly view: AlertView;
  readonly onChange: (change: Partial<AlertView>) => void;
}) {
  const { view, onChange } = props;
  const canSeeKeys = useWorkspaceSession().scopes.has("credentials:read");
  const keys = useKeyChoices({
    chosenId: view.apiKeyId,
    skip: !canSeeKeys,
    goneLabel: "A deleted key",
  });
  return (
    <Group gap="sm" mb="md" role="search" aria-label="Alerts">
      <SegmentedControl
        aria-label="Status"
        w={{ base: "100%", xs: "auto" }}
        value={STATUS_CHOICES.find(({ status }) => status === view.status)?.value ?? ALL}
        data={STATUS_CHOICES.map(({ value, title }) => ({ value, label: title }))}
        onChange={(chosen) =>
          onChange({ status: STATUS_CHOICES.find(({ value }) => value === chosen)?.status ?? null })
        }
      />
      <Select
        aria-label="Kind"
        w={{ base: "100%", xs: 280 }}
        allowDeselect={false}
        value={view.kind ?? ALL}
        data={[
          { value: ALL, label: "All kinds" },
          ...KINDS.map((value) => ({ value, label: ALERT_KINDS[value].title })),
        ]}
        onChange={(kind) => onChange({ kind: KINDS.find((name) => name === kind) ?? null })}
      />
      <Select
        aria-label="Severity"
        w={{ base: "calc(50% - 6px)", xs: 160 }}
        allowDeselect={false}
        value={view.severity ?? ALL}
        data={[
          { value: ALL, label: "All severities" },
          ...SEVERITIES.map((value) => ({ value, label: capitalized(value.toLowerCase()) })),
        ]}
        onChange={(severity) =>
          onChange({ severity: SEVERITIES.find((name) => name === severity) ?? null })
        }
      />
      {canSeeKeys && (
        <SearchSelect
          ariaLabel="Key"
          width={{ base: "calc(50% - 6px)", xs: 240 }}
          allLabel="All keys"
          nothingFound="No such key"
          value={view.apiKeyId}
          choices={keys.choices}
          onSearch={keys.search}
          onChange={(apiKeyId) => onChange({ apiKeyId })}
        />
      )}
    </Group>
  );
}

function namesOf<N extends string>(table: Readonly<Record<N, unknown>>): N[] {
  return Object.keys(table) as N[];
}
