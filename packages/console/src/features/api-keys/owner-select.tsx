import type { Scope } from "@latchkey/shared";
import { Select, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { errorText } from "../../api/error-text.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { ownerLimitText } from "./owner-limits.js";
import { useOwnerChoices } from "./use-owner-choices.js";

/** Whom a key belongs to, for those who may give keys to others; says what the owner's role keeps it from. */
export function OwnerSelect(props: {
  readonly value?: string | null;
  readonly onChange?: (ownerId: string) => void;
  readonly error?: ReactNode;
  /** What the key is to do. */
  readonly scopes: readonly Scope[];
}) {
  const session = useWorkspaceSession();
  const { owners, error } = useOwnerChoices();
  if (!session.scopes.has("members:write")) return null;
  const value = props.value ?? session.user.id;
  const owner = owners.find(({ id }) => id === value);
  const limit = owner ? ownerLimitText(props.scopes, owner) : null;
  return (
    <Stack gap={6}>
      <Select
        label="Owner"
        description="The member who answers for it. It never does more than the owner’s role allows."
        searchable
        allowDeselect={false}
        nothingFoundMessage="No such member"
        value={value}
        data={[
          ...owners.map(({ id, name, email }) => ({
            value: id,
            label: id === session.user.id ? `${name} (you)` : `${name} (${email})`,
          })),
          ...(owner ? [] : [{ value, label: "No member any more" }]),
        ]}
        onChange={(ownerId) => ownerId !== null && props.onChange?.(ownerId)}
        error={props.error ?? (error ? errorText(error) : undefined)}
      />
      <div role="status">
        {limit && (
          <Text size="sm" c="var(--mantine-color-yellow-light-color)">
            {limit}
          </Text>
        )}
      </div>
    </Stack>
  );
}
