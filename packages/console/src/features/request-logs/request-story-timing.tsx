import { Box, Group, Text } from "@mantine/core";
import { duration } from "../../format/duration.js";

interface Part {
  readonly title: string;
  readonly color: string;
  readonly durationMs: number;
}

/** How a request's time divides: until it was let in or refused, while it ran, and until it was answered. */
export function RequestStoryTiming(props: {
  readonly durationMs: number;
  readonly admissionMs: number;
  readonly executionMs: number | null;
}) {
  const { durationMs, admissionMs } = props;
  const executionMs = props.executionMs ?? 0;
  const rest = Math.max(0, durationMs - admissionMs - executionMs);
  const parts: Part[] = [
    { title: "Admission", color: "var(--mantine-color-lagoon-6)", durationMs: admissionMs },
    { title: "Execution", color: "var(--mantine-color-orange-6)", durationMs: executionMs },
    { title: "Answer", color: "var(--mantine-color-gray-5)", durationMs: rest },
  ];
  const told = parts.filter((part) => part.durationMs > 0);
  return (
    <div>
      <Group gap={2} wrap="nowrap" h={10} mb={6} aria-hidden>
        {told.map((part) => (
          <Box
            key={part.title}
            bg={part.color}
            h="100%"
            miw={3}
            style={{ flexGrow: part.durationMs / durationMs, flexBasis: 0, borderRadius: 3 }}
          />
        ))}
      </Group>
      <Group component="ul" gap="md" m={0} p={0} style={{ listStyle: "none" }}>
        {told.map((part) => (
          <Group component="li" key={part.title} gap={6}>
            <Box w={10} h={10} bg={part.color} style={{ borderRadius: 3 }} aria-hidden />
            <Text size="sm">
              {part.title} {duration(part.durationMs)}
            </Text>
          </Group>
        ))}
      </Group>
    </div>
  );
}
