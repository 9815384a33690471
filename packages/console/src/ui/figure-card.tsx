import { Paper, Skeleton, Text } from "@mantine/core";

/** One figure and what it counts; `isBad` puts it in red. */
export function FigureCard(props: {
  readonly title: string;
  readonly value: string | undefined;
  readonly isBad?: boolean;
}) {
  return (
    <Paper withBorder radius="lg" px="lg" py="md">
      <Text component="dt" size="sm" c="dimmed">
        {props.title}
      </Text>
      <Text
        component="dd"
        m={0}
        fz={28}
        lh={1.3}
        fw={650}
        lts="-0.02em"
        c={props.isBad ? "var(--mantine-color-error)" : undefined}
      >
        {props.value ?? <Skeleton height={28} width={84} my={4} />}
      </Text>
    </Paper>
  );
}
