import { PRESETS, presetOf, reduceScopes, type Scope, scopeInfo } from "@latchkey/shared";
import { HoverCard, List, Text, UnstyledButton } from "@mantine/core";
import { capitalized } from "../../format/sentence.js";
import classes from "./scope-summary.module.css";

/** What a key may do in a word or two; the whole list on hover, focus or touch. */
export function ScopeSummary({ scopes }: { scopes: readonly Scope[] }) {
  const preset = presetOf(scopes);
  const reduced = reduceScopes(scopes);
  const title = preset
    ? PRESETS[preset].title
    : reduced.length === 1
      ? reduced[0]
      : `Custom (${reduced.length})`;
  return (
    <HoverCard width={320} shadow="md" radius="md" withArrow openDelay={200}>
      <HoverCard.Target>
        <UnstyledButton className={classes["summary"]}>{title}</UnstyledButton>
      </HoverCard.Target>
      <HoverCard.Dropdown>
        <Text size="xs" c="dimmed" mb={6}>
          This key can
        </Text>
        <List size="sm" spacing={4}>
          {reduced.map((scope) => (
            <List.Item key={scope}>
              {capitalized(scopeInfo(scope).can)}{" "}
              <Text span c="dimmed" ff="monospace" fz="xs">
                {scope}
              </Text>
            </List.Item>
          ))}
        </List>
      </HoverCard.Dropdown>
    </HoverCard>
  );
}
