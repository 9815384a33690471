import { Paper, Skeleton, Text, VisuallyHidden } from "@mantine/core";

const COLORS = {
  good: "var(--mantine-color-teal-light-color)",
  bad: "var(--mantine-color-error)",
  neutral: "dimmed",
} as const;

/** One figure and what it counts, with its change since before; `isBad` puts it in red. */
export function FigureCard(props: {
  readonly title: string;
  readonly value: string | undefined;
  readonly change?: { readonly text: string; readonly mood: keyof typeof COLORS } | null;
  readonly isBad?: boolean;
}) {
  const { change } = props;
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
      {change !== undefined && (
        <Text component="dd" m={0} size="xs" mih={19} c={COLORS[change?.mood ?? "neutral"]}>
          {change && (
            <span title="Against the span of the same length just before">
              <VisuallyHidden>Change: </VisuallyHidden>
              {change.text}
            </span>
          )}
        </Text>
      )}
    </Paper>
  );
}
