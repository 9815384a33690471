import { Group, Text } from "@mantine/core";
import mark from "./favicon.svg";

/** The mark and the wordmark; on narrow screens the mark stands alone unless `isAlwaysFull`. */
export function Logo({ isAlwaysFull = false }: { isAlwaysFull?: boolean }) {
  return (
    <Group gap={10} wrap="nowrap">
      <img src={mark} alt="" width={28} height={28} />
      <Text
        component="span"
        fw={700}
        fz="lg"
        lts="-0.02em"
        className={isAlwaysFull ? undefined : "mantine-visible-from-sm"}
      >
        Latchkey
      </Text>
    </Group>
  );
}
