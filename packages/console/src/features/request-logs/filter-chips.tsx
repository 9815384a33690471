import { Button, CloseButton, Group, Text } from "@mantine/core";
import { type LogFilters, NO_FILTERS, narrowedBy, STATUS_CLASSES } from "./log-view.js";

const TITLES: Readonly<Record<keyof LogFilters, string>> = {
  apiKeyId: "Key",
  environment: "Environment",
  campaignId: "Campaign",
  operation: "Operation",
  status: "Status",
  errorCode: "Error",
  ip: "Address",
  text: "Text",
  decisionId: "Decision",
};

/** Each filter that narrows the page, to be taken off alone, or all at once. */
export function FilterChips(props: {
  readonly view: LogFilters;
  /** What keys and campaigns are called, as far as it is known. */
  readonly nameOf: (id: string) => string | undefined;
  readonly onChange: (change: Partial<LogFilters>) => void;
}) {
  const { view, nameOf, onChange } = props;
  const names = narrowedBy(view);
  if (names.length === 0) return null;
  return (
    <Group gap={8} component="ul" p={0} m={0} style={{ listStyle: "none" }} aria-label="Filters">
      {names.map((name) => (
        <Group
          key={name}
          component="li"
          gap={4}
          wrap="nowrap"
          pl={10}
          maw="100%"
          bd="1px solid var(--mantine-color-default-border)"
          bdrs="xl"
          bg="var(--mantine-color-body)"
        >
          <Text span size="xs" truncate>
            <Text span inherit c="dimmed">
              {TITLES[name]}{" "}
            </Text>
            {valueText(view, name, nameOf)}
          </Text>
          <CloseButton
            size="sm"
            radius="xl"
            aria-label={`Take off the filter ${TITLES[name]}`}
            onClick={() => onChange({ [name]: null })}
          />
        </Group>
      ))}
      <li>
        <Button variant="subtle" size="compact-xs" onClick={() => onChange(NO_FILTERS)}>
          Clear filters
        </Button>
      </li>
    </Group>
  );
}

function valueText(
  view: LogFilters,
  name: keyof LogFilters,
  nameOf: (id: string) => string | undefined,
): string {
  const value = view[name] ?? "";
  if (name === "apiKeyId" || name === "campaignId") return nameOf(value) ?? `${value.slice(0, 8)}…`;
  if (name === "environment") return value.toLowerCase();
  if (name === "status") return STATUS_CLASSES.find(({ param }) => param === value)?.title ?? value;
  return value;
}
