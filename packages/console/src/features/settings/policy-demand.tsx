import { POLICY_DAYS_MAX, POLICY_DEMANDS, type PolicyField } from "@latchkey/shared";
import { Group, NumberInput, Switch } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { PolicyForm } from "./policy-form.js";

/** One demand of a policy: its switch, and while it is on its number of days. */
export function PolicyDemand(props: {
  readonly field: PolicyField;
  readonly form: UseFormReturnType<PolicyForm>;
}) {
  const { field, form } = props;
  const demand = POLICY_DEMANDS[field];
  return (
    <Group p="lg" gap="md" justify="space-between" align="flex-start">
      <Switch
        flex="1 1 22rem"
        maw="44rem"
        label={demand.title}
        description={demand.description}
        styles={{ label: { fontWeight: 600 } }}
        {...form.getInputProps(`isOn.${field}`, { type: "checkbox" })}
      />
      {"days" in demand && form.values.isOn[field] && (
        <NumberInput
          label={demand.days.label}
          w={180}
          min={1}
          max={POLICY_DAYS_MAX}
          clampBehavior="none"
          allowDecimal={false}
          allowNegative={false}
          suffix=" days"
          {...form.getInputProps(`days.${field}`)}
        />
      )}
    </Group>
  );
}
