import { ROLES, type RoleName } from "@latchkey/shared";
import { Radio, Stack } from "@mantine/core";

const NAMES: readonly RoleName[] = ["ADMIN", "EDITOR", "VIEWER"];

/** A role, each choice with what it may do. */
export function RoleField(props: {
  readonly value?: RoleName;
  readonly onChange?: (role: RoleName) => void;
  readonly isDisabled?: boolean;
}) {
  const choose = (value: string) => {
    const role = NAMES.find((name) => name === value);
    if (role) props.onChange?.(role);
  };
  return (
    <Radio.Group label="Role" value={props.value ?? null} onChange={choose}>
      <Stack gap="sm" mt={8}>
        {NAMES.map((name) => (
          <Radio
            key={name}
            value={name}
            label={ROLES[name].title}
            description={ROLES[name].description}
            disabled={props.isDisabled ?? false}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
