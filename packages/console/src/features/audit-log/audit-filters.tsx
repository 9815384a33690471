import { useQuery } from "@apollo/client/react";
import { Group, Select, TextInput } from "@mantine/core";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { SubjectChoicesDocument } from "./audit-log.documents.js";
import type { AuditView } from "./audit-view.js";
import { AUDIT_ACTIONS } from "./audit-words.js";

const ALL = "all";

/** Action, key and days; what is chosen goes to the address. */
export function AuditFilters(props: {
  readonly view: AuditView;
  readonly onChange: (change: Partial<AuditView>) => void;
}) {
  const { view, onChange } = props;
  const canSeeKeys = useWorkspaceSession().scopes.has("credentials:read");
  const { data } = useQuery(SubjectChoicesDocument, { skip: !canSeeKeys });
  const keys = data?.apiKeys.nodes ?? [];
  const isUnlisted = view.subjectId !== null && !keys.some((key) => key.id === view.subjectId);
  return (
    <Group gap="sm" mb="md" align="flex-end">
      <Select
        label="Action"
        w={{ base: "100%", xs: 210 }}
        allowDeselect={false}
        value={view.action ?? ALL}
        data={[
          { value: ALL, label: "All actions" },
          ...Object.entries(AUDIT_ACTIONS).map(([value, label]) => ({ value, label })),
        ]}
        onChange={(action) => onChange({ action: action === ALL ? null : action })}
      />
      <Select
        label="Subject"
        w={{ base: "100%", xs: 240 }}
        searchable
        allowDeselect={false}
        nothingFoundMessage="No such key"
        value={view.subjectId ?? ALL}
        data={[
          { value: ALL, label: "All keys" },
          ...(isUnlisted && view.subjectId
            ? [{ value: view.subjectId, label: "The chosen subject" }]
            : []),
          ...keys.map(({ id, name, start }) => ({ value: id, label: `${name} (${start}…)` })),
        ]}
        onChange={(id) => onChange({ subjectId: id === ALL ? null : id })}
      />
      <TextInput
        type="date"
        label="From"
        w={{ base: "calc(50% - 6px)", xs: 150 }}
        value={view.from ?? ""}
        onChange={(event) => onChange({ from: event.currentTarget.value || null })}
      />
      <TextInput
        type="date"
        label="To"
        w={{ base: "calc(50% - 6px)", xs: 150 }}
        value={view.to ?? ""}
        onChange={(event) => onChange({ to: event.currentTarget.value || null })}
      />
    </Group>
  );
}
