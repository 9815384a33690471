import { Button, Group, Text } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";

/** Pages through a list by cursor: onward, and back to the newest. Hidden while one page is all. */
export function CursorPager(props: {
  readonly summary: string;
  readonly isFirst: boolean;
  readonly onFirst: () => void;
  readonly onNext: (() => void) | null;
}) {
  const { summary, isFirst, onFirst, onNext } = props;
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
            Newest
          </Button>
          <Button
            variant="default"
            size="sm"
            disabled={!onNext}
            rightSection={<IconChevronRight size={16} />}
            onClick={() => onNext?.()}
          >
            Older
          </Button>
        </Group>
      )}
    </Group>
  );
}
