import { EXPIRATIONS } from "@latchkey/shared";
import { Select, Stack, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { isExpiration, type KeyLifetime, startingLifetime } from "./key-lifetime.js";

const ON_A_DATE = { value: "DATE", label: "On a date…" };

/** One of the eight lengths of life, or a date and time of the person's own. */
export function ExpirationField(props: {
  readonly value?: KeyLifetime;
  readonly onChange?: (lifetime: KeyLifetime) => void;
  readonly error?: ReactNode;
}) {
  const { value = startingLifetime, onChange, error } = props;
  const isDate = value.choice === "DATE";
  const choose = (choice: string | null) =>
    onChange?.({ ...value, choice: choice !== null && isExpiration(choice) ? choice : "DATE" });
  return (
    <Stack gap="xs">
      <Select
        label="Expiration"
        description="Fixed for good: it cannot be moved later."
        value={value.choice}
        onChange={choose}
        data={[
          ...Object.entries(EXPIRATIONS).map(([name, { title }]) => ({
            value: name,
            label: title,
          })),
          ON_A_DATE,
        ]}
        allowDeselect={false}
        error={isDate ? undefined : error}
      />
      {isDate && (
        <TextInput
          type="datetime-local"
          aria-label="Expires on"
          value={value.date}
          onChange={(event) => onChange?.({ ...value, date: event.currentTarget.value })}
          error={error}
        />
      )}
    </Stack>
  );
}
