import {
  DEFAULT_RATE_LIMITS,
  effectiveRateLimits,
  hourlyMaximum,
  RATE_LIMIT_BOUNDS,
  type RateLimit,
} from "@latchkey/shared";
import { Button, Collapse, Group, Input, Paper, Stack, Text } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { rateLimitsText, rateLimitText } from "../../format/rate-limit.js";
import {
  isSameLimits,
  type RateLimitRow,
  rateLimitRowProblems,
  rateLimitRows,
  rateLimitsOf,
  withNewRow,
} from "./rate-limit-form.js";
import { RateLimitRowFields } from "./rate-limit-row-fields.js";

/** A key's windows in words, with an editor behind a button; an error opens it. */
export function RateLimitsField(props: {
  readonly value?: readonly RateLimitRow[];
  readonly onChange?: (rows: RateLimitRow[]) => void;
  readonly error?: ReactNode;
  /** The windows of a key that exists already; null for a new one. */
  readonly before: readonly RateLimit[] | null;
}) {
  const { value: rows = [], onChange, error, before } = props;
  const maximum = useWorkspaceSession().workspace.rateLimitMax;
  const [isAsked, setIsAsked] = useState(false);
  const [addedId, setAddedId] = useState<number | null>(null);
  const editorId = useId();
  const isOpen = isAsked || !!error;
  const limits = rateLimitsOf(rows);
  const isDefault = isSameLimits(limits, DEFAULT_RATE_LIMITS);
  const isChanged = before !== null && !isSameLimits(limits, before);
  const problems = rateLimitRowProblems(rows, before ?? DEFAULT_RATE_LIMITS, maximum);
  const isRefused = Object.keys(problems).length > 0;
  const isReadable = Object.keys(problems).every((path) => !path.includes("."));
  // Of what is typed just now nothing is said before it is sent.
  const shown = error ? problems : {};
  const rowProblems = Object.keys(shown).filter((path) => path.includes("."));

  const add = () => {
    const next = withNewRow(rows);
    setAddedId(next.at(-1)?.id ?? null);
    onChange?.(next);
  };

  return (
    <Input.Wrapper
      label="Rate limits"
      labelElement="div"
      errorProps={{ mt: 6 }}
      error={rowProblems.length === 0 ? error : undefined}
    >
      <Group gap="xs" justify="space-between" mt={2}>
        <Text size="sm">
          {isReadable ? rateLimitsText(limits) : "Not complete yet"}
          {isDefault && (
            <Text span inherit c="dimmed">
              {" "}
              (the default)
            </Text>
          )}
        </Text>
        <Button
          variant="default"
          size="compact-sm"
          aria-expanded={isOpen}
          aria-controls={editorId}
          onClick={() => setIsAsked(!isOpen)}
        >
          {isOpen ? "Close limits" : "Change limits"}
        </Button>
      </Group>
      {!isRefused && <CutNote limits={limits} maximum={maximum} />}
      <Collapse expanded={isOpen} id={editorId}>
        <Paper withBorder radius="md" p="sm" mt="xs">
          <Stack gap="xs">
            <Text size="xs" c="dimmed">
              Each root field of a request costs a unit. All windows hold at once; together they
              cannot let through more than the workspace’s maximum of{" "}
              {rateLimitText({ limit: maximum, windowSeconds: 3600 })}.
            </Text>
            {rows.map((row, index) => (
              <RateLimitRowFields
                key={row.id}
                row={row}
                position={index + 1}
                isAdded={row.id === addedId}
                limitError={shown[`rateLimits.${index}.limit`]}
                windowError={shown[`rateLimits.${index}.windowSeconds`]}
                onChange={(next) => onChange?.(rows.map((old) => (old === row ? next : old)))}
                onRemove={
                  rows.length > 1 ? () => onChange?.(rows.filter((old) => old !== row)) : null
                }
              />
            ))}
            <Group gap="xs">
              <Button
                variant="default"
                size="compact-sm"
                disabled={rows.length >= RATE_LIMIT_BOUNDS.windowsMax}
                onClick={add}
              >
                Add a window
              </Button>
              {!isDefault && (
                <Button
                  variant="default"
                  size="compact-sm"
                  onClick={() => onChange?.(rateLimitRows(DEFAULT_RATE_LIMITS))}
                >
                  Reset to defaults
                </Button>
              )}
            </Group>
          </Stack>
        </Paper>
      </Collapse>
      <div role="status">
        {isChanged && (
          <Text size="xs" mt={6}>
            Until now {rateLimitsText(before)}. The new limits hold from the key’s next request;
            what it has spent already stays counted.
          </Text>
        )}
      </div>
    </Input.Wrapper>
  );
}

function CutNote(props: { readonly limits: readonly RateLimit[]; readonly maximum: number }) {
  const { limits, maximum } = props;
  if (hourlyMaximum(limits) <= maximum) return null;
  return (
    <Text size="xs" c="var(--mantine-color-yellow-light-color)" mt={4}>
      The workspace’s maximum cuts this to {rateLimitsText(effectiveRateLimits(limits, maximum))}.
    </Text>
  );
}
