import { AUDIT_ACTIONS, AUDIT_SUBJECTS } from "@latchkey/shared";
import { Group, Select } from "@mantine/core";
import { DateInput } from "../../ui/date-input.js";
import { SearchSelect } from "../../ui/search-select.js";
import type { AuditView } from "./audit-view.js";
import { useSubjectChoices } from "./use-subject-choices.js";

const ALL = "all";

const ACTION_GROUPS = Object.entries(AUDIT_SUBJECTS).map(([subject, group]) => ({
  group,
  items: Object.entries(AUDIT_ACTIONS)
    .filter(([, action]) => action.subject === subject)
    .map(([value, { title }]) => ({ value, label: title })),
}));

/** Action, subject and days; what is chosen goes to the address. */
export function AuditFilters(props: {
  readonly view: AuditView;
  readonly onChange: (change: Partial<AuditView>) => void;
}) {
  const { view, onChange } = props;
  const subjects = useSubjectChoices(view.subjectId);
  return (
    <Group gap="sm" mb="md" align="flex-end">
      <Select
        label="Action"
        w={{ base: "100%", xs: 230 }}
        maxDropdownHeight={360}
        allowDeselect={false}
        value={view.action ?? ALL}
        data={[{ value: ALL, label: "All actions" }, ...ACTION_GROUPS]}
        onChange={(action) => onChange({ action: action === ALL ? null : action })}
      />
      <SearchSelect
        label="Subject"
        width={{ base: "100%", xs: 260 }}
        allLabel="Everything"
        nothingFound="Nothing of that name"
        value={view.subjectId}
        choices={subjects.choices}
        foundGroup={AUDIT_SUBJECTS.apiKey}
        others={subjects.others}
        onSearch={subjects.search}
        onChange={(subjectId) => onChange({ subjectId })}
      />
      <DateInput
        label="From"
        value={view.from ?? ""}
        onChange={(day) => onChange({ from: day || null })}
      />
      <DateInput
        label="To"
        value={view.to ?? ""}
        onChange={(day) => onChange({ to: day || null })}
      />
    </Group>
  );
}
