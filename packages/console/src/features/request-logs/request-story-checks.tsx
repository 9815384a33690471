import { Group, Stack, Text, ThemeIcon, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconMinus, IconX } from "@tabler/icons-react";
import type { RequestStoryQuery } from "../../api/generated/graphql.js";
import { closed } from "../../format/sentence.js";

type StoryStep = NonNullable<RequestStoryQuery["requestLog"]>["story"][number];

const FACES = {
  PASSED: { icon: IconCheck, color: "teal", says: "Passed: " },
  FAILED: { icon: IconX, color: "red", says: "Failed: " },
  NOT_REACHED: { icon: IconMinus, color: "gray", says: "Not reached: " },
} as const;

/** Each check in the order in which it was made; the failed one with its reason. */
export function RequestStoryChecks({ steps }: { steps: readonly StoryStep[] }) {
  return (
    <Stack component="ol" gap={6} m={0} p={0} style={{ listStyle: "none" }} aria-label="Checks">
      {steps.map((step) => (
        <Step key={step.name} {...step} />
      ))}
    </Stack>
  );
}

function Step({ title, outcome, reason }: StoryStep) {
  const { icon: Icon, color, says } = FACES[outcome];
  return (
    <Group component="li" gap="xs" wrap="nowrap" align="flex-start">
      <ThemeIcon size={20} radius="xl" variant="light" color={color} aria-hidden>
        <Icon size={14} />
      </ThemeIcon>
      <div>
        <Text
          size="sm"
          fw={outcome === "FAILED" ? 650 : undefined}
          c={outcome === "NOT_REACHED" ? "dimmed" : undefined}
        >
          <VisuallyHidden>{says}</VisuallyHidden>
          {title}
        </Text>
        {outcome === "FAILED" && (
          <Text size="sm" c="var(--mantine-color-error)">
            {closed(reason ?? "")}
          </Text>
        )}
      </div>
    </Group>
  );
}
