import { Group, Select, TextInput } from "@mantine/core";
import { useKeyChoices } from "../../api/use-key-choices.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { SearchInput } from "../../ui/search-input.js";
import { SearchSelect } from "../../ui/search-select.js";
import { useFieldText } from "../../ui/use-field-text.js";
import { type LogFilters, STATUS_CLASSES, TEXT_MIN } from "./log-view.js";

const ALL = "all";

const ENVIRONMENTS = [
  { value: ALL, label: "Live and test" },
  { value: "LIVE", label: "Live" },
  { value: "TEST", label: "Test" },
];

const STATUSES = [
  { value: ALL, label: "All statuses" },
  ...STATUS_CLASSES.map(({ param, title }) => ({ value: param, label: title })),
  ...["200", "400", "401", "403", "404", "409", "429", "500", "503"].map((code) => ({
    value: code,
    label: code,
  })),
];

/** What the requests are narrowed to; what is chosen goes to the address. */
export function LogFilterBar(props: {
  readonly view: LogFilters;
  readonly onChange: (change: Partial<LogFilters>) => void;
}) {
  const { view, onChange } = props;
  const canSeeKeys = useWorkspaceSession().scopes.has("credentials:read");
  const keys = useKeyChoices({
    chosenId: view.apiKeyId,
    skip: !canSeeKeys,
    goneLabel: "A deleted key",
  });
  const isOther = view.status !== null && !STATUSES.some(({ value }) => value === view.status);
  return (
    <Group gap="sm" role="search" aria-label="Requests">
      <SearchInput
        label="Search requests"
        placeholder="Search operation, reason, address…"
        value={view.text ?? ""}
        read={(text) => (text.trim().length >= TEXT_MIN ? text.trim() : "")}
        onChange={(text) => onChange({ text: text || null })}
      />
      {canSeeKeys && (
        <SearchSelect
          ariaLabel="Key"
          width={{ base: "100%", xs: 220 }}
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
        w={{ base: "calc(50% - 6px)", xs: 150 }}
        allowDeselect={false}
        value={view.status ?? ALL}
        data={[
          ...STATUSES,
          ...(isOther && view.status ? [{ value: view.status, label: view.status }] : []),
        ]}
        onChange={(value) => onChange({ status: value === ALL ? null : value })}
      />
      <Select
        aria-label="Environment"
        w={{ base: "calc(50% - 6px)", xs: 140 }}
        allowDeselect={false}
        value={view.environment ?? ALL}
        data={ENVIRONMENTS}
        onChange={(value) =>
          onChange({ environment: value === "LIVE" || value === "TEST" ? value : null })
        }
      />
      <TextFilter
        label="Operation"
        value={view.operation}
        onChange={(operation) => onChange({ operation })}
      />
      <TextFilter label="Address" value={view.ip} onChange={(ip) => onChange({ ip })} />
    </Group>
  );
}

/** A filter by an exact text: it is asked for once the field is left, or by Enter. */
function TextFilter(props: {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}) {
  const { label, value, onChange } = props;
  const { text, setText, report } = useFieldText(value ?? "", (next) => onChange(next || null));
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      w={{ base: "calc(50% - 6px)", xs: 140 }}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => report(text.trim())}
      onKeyDown={(event) => {
        if (event.key === "Enter") report(text.trim());
      }}
    />
  );
}
