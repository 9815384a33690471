import { RATE_LIMIT_BOUNDS } from "@latchkey/shared";
import { ActionIcon, Group, NumberInput, Select, SimpleGrid } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { CUSTOM_WINDOW, NAMED_WINDOWS, type RateLimitRow } from "./rate-limit-form.js";

const NUMBER = {
  min: 1,
  clampBehavior: "none",
  allowDecimal: false,
  allowNegative: false,
  hideControls: true,
  thousandSeparator: ",",
} as const;

/** One window of a key: how many units, and in how long. */
export function RateLimitRowFields(props: {
  readonly row: RateLimitRow;
  readonly position: number;
  /** Just added: the keyboard is there. */
  readonly isAdded: boolean;
  readonly limitError: string | undefined;
  readonly windowError: string | undefined;
  readonly onChange: (row: RateLimitRow) => void;
  /** Null for the last window there is. */
  readonly onRemove: (() => void) | null;
}) {
  const { row, position, isAdded, limitError, windowError, onChange, onRemove } = props;
  const isCustom = row.window === CUSTOM_WINDOW;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isAdded) input.current?.focus();
  }, [isAdded]);
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <SimpleGrid cols={{ base: 2, xs: isCustom ? 3 : 2 }} spacing="xs" flex={1}>
        <NumberInput
          {...NUMBER}
          ref={input}
          aria-label={`Units of window ${position}`}
          max={RATE_LIMIT_BOUNDS.limitMax}
          placeholder="Units"
          value={row.limit}
          onChange={(limit) => onChange({ ...row, limit })}
          error={limitError}
        />
        <Select
          aria-label={`Length of window ${position}`}
          allowDeselect={false}
          value={row.window}
          data={[...NAMED_WINDOWS, { value: CUSTOM_WINDOW, label: "other…" }]}
          onChange={(window) => window !== null && onChange({ ...row, window })}
          error={isCustom ? undefined : windowError}
        />
        {isCustom && (
          <NumberInput
            {...NUMBER}
            aria-label={`Seconds of window ${position}`}
            max={RATE_LIMIT_BOUNDS.windowSecondsMax}
            suffix=" s"
            placeholder="Seconds"
            value={row.seconds}
            onChange={(seconds) => onChange({ ...row, seconds })}
            error={windowError}
          />
        )}
      </SimpleGrid>
      <ActionIcon
        size={36}
        aria-label={`Remove window ${position}`}
        disabled={onRemove === null}
        onClick={() => onRemove?.()}
      >
        <IconX size={16} />
      </ActionIcon>
    </Group>
  );
}
