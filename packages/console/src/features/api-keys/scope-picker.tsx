import {
  expandScopes,
  RESOURCES,
  type Resource,
  SCOPE_INFOS,
  type Scope,
  type ScopeInfo,
  type ScopeRisk,
  sortScopes,
} from "@latchkey/shared";
import { Badge, Checkbox, Fieldset, Group, ScrollArea, Stack, Text } from "@mantine/core";
import { capitalized } from "../../format/sentence.js";
import classes from "./scope-picker.module.css";

const RISKS: Readonly<Record<ScopeRisk, { color: string; title: string }>> = {
  low: { color: "gray", title: "Low risk" },
  medium: { color: "yellow", title: "Medium risk" },
  high: { color: "red", title: "High risk" },
};

const GRANTABLE = SCOPE_INFOS.filter((info) => info.isGrantable);
const GROUPS = [...new Set(GRANTABLE.map((info) => info.resource))].map((resource) => ({
  resource,
  infos: GRANTABLE.filter((info) => info.resource === resource),
}));

/** Every scope a key can have, by resource. What the person does not hold cannot be ticked. */
export function ScopePicker(props: {
  readonly held: ReadonlySet<Scope>;
  readonly value: readonly Scope[];
  readonly onChange: (scopes: Scope[]) => void;
}) {
  const { held, value, onChange } = props;
  const given = new Set(value);
  const included = expandScopes(given);
  const toggle = (scope: Scope, isOn: boolean) =>
    onChange(sortScopes(isOn ? [...value, scope] : value.filter((other) => other !== scope)));
  return (
    <ScrollArea.Autosize
      mah={300}
      type="auto"
      className={classes["frame"]}
      viewportProps={{ tabIndex: 0, role: "group", "aria-label": "Custom permissions" }}
    >
      <Stack gap="md" p="md">
        {GROUPS.map(({ resource, infos }) => (
          <Fieldset key={resource} variant="unstyled" legend={<Legend resource={resource} />}>
            <Stack gap={8} mt={8}>
              {infos.map((info) => (
                <ScopeChoice
                  key={info.scope}
                  info={info}
                  isOn={included.has(info.scope)}
                  isImplied={included.has(info.scope) && !given.has(info.scope)}
                  isHeld={held.has(info.scope)}
                  onToggle={(isOn) => toggle(info.scope, isOn)}
                />
              ))}
            </Stack>
          </Fieldset>
        ))}
      </Stack>
    </ScrollArea.Autosize>
  );
}

function Legend({ resource }: { resource: Resource }) {
  return (
    <>
      <Text span size="sm" fw={600}>
        {RESOURCES[resource].title}
      </Text>{" "}
      <Text span size="xs" c="dimmed" fw={400}>
        {RESOURCES[resource].description}
      </Text>
    </>
  );
}

function ScopeChoice(props: {
  readonly info: ScopeInfo;
  readonly isOn: boolean;
  readonly isImplied: boolean;
  readonly isHeld: boolean;
  readonly onToggle: (isOn: boolean) => void;
}) {
  const { info, isOn, isImplied, isHeld, onToggle } = props;
  const risk = RISKS[info.risk];
  const note = isHeld ? (isImplied ? " · included in write" : "") : " · your role does not hold it";
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs" align="flex-start">
      <Checkbox
        label={capitalized(info.can)}
        description={`${info.scope}${note}`}
        checked={isOn}
        disabled={!isHeld || isImplied}
        onChange={(event) => onToggle(event.currentTarget.checked)}
      />
      <Badge color={risk.color} variant="light" radius="sm" tt="none" fw={500} flex="none">
        {risk.title}
      </Badge>
    </Group>
  );
}
