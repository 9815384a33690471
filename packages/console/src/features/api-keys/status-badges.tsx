import { Badge, Group } from "@mantine/core";
import { type BadgedKey, keyBadges } from "./key-badges.js";
import { useUnusedWarnDays } from "./use-unused-warn-days.js";

/** A key's status and its warnings; the sentence behind each on hover. */
export function StatusBadges({ apiKey }: { apiKey: BadgedKey }) {
  const unusedWarnDays = useUnusedWarnDays();
  return (
    <Group gap={6}>
      {keyBadges(apiKey, Date.now(), unusedWarnDays).map((badge) => (
        <Badge
          key={badge.title}
          color={badge.color}
          variant={badge.isStrong ? "filled" : "light"}
          radius="sm"
          tt="none"
          title={badge.hint}
        >
          {badge.title}
        </Badge>
      ))}
    </Group>
  );
}
