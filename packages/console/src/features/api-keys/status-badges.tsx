import { Badge, Group } from "@mantine/core";
import { type BadgedKey, keyBadges } from "./key-badges.js";

/** A key's status and its warnings; the sentence behind each on hover. */
export function StatusBadges({ apiKey }: { apiKey: BadgedKey }) {
  return (
    <Group gap={6}>
      {keyBadges(apiKey, Date.now()).map((badge) => (
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
