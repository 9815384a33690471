import { Button, Group, Text } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";

const NEWEST_FIRST = { first: "Newest", next: "Older" };

/** Pages through a list by cursor: onward, and back to the beginning. Hidden while one page is all. */
export function CursorPager(props: {
  readonly summary: string;
  readonly isFirst: boolean;
  readonly onFirst: () => void;
  readonly onNext: (() => void) | null;
  /** What the buttons say where the list is not sorted by the newest first. */
  readonly words?: { readonly first: string; readonly next: string };
}) {
  const { summary, isFirst, onFirst, onNext, words = NEWEST_FIRST } = props;
  return (
    <Group justify="space-between" mt="md">
      <Text size="sm" c="dimmed">
        {summary}
      </Text>
      {(!isFirst || onNext) && (
        <Group gap="xs">
          <Button
            variant="default"
            size="sm"
            disabled={isFirst}
            leftSection={<IconChevronLeft size={16} />}
            onClick={onFirst}
          >
            {words.first}
          </Button>
          <Button
            variant="default"
            size="sm"
            disabled={!onNext}
            rightSection={<IconChevronRight size={16} />}
            onClick={() => onNext?.()}
          >
            {words.next}
          </Button>
        </Group>
      )}
    </Group>
  );
}
