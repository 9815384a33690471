import { Select } from "@mantine/core";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { useOwnerChoices } from "./use-owner-choices.js";

const ALL = "all";

/** Narrows the list to one member's keys; who may not see the members can choose their own. */
export function OwnerFilter(props: {
  readonly value: string | null;
  readonly onChange: (ownerId: string | null) => void;
}) {
  const { user } = useWorkspaceSession();
  const { owners } = useOwnerChoices();
  const isUnlisted = props.value !== null && !owners.some(({ id }) => id === props.value);
  return (
    <Select
      aria-label="Owner"
      w={{ base: "calc(50% - 6px)", xs: 170 }}
      searchable
      allowDeselect={false}
      nothingFoundMessage="No such member"
      value={props.value ?? ALL}
      data={[
        { value: ALL, label: "Any owner" },
        ...owners.map(({ id, name }) => ({
          value: id,
          label: id === user.id ? "My keys" : name,
        })),
        ...(isUnlisted && props.value ? [{ value: props.value, label: "Another owner" }] : []),
      ]}
      onChange={(id) => props.onChange(id === ALL ? null : id)}
    />
  );
}
