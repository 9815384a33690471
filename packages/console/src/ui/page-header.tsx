import { Group, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** A page's title, a sentence of what it is for, and its main action at the top right. */
export function PageHeader(props: {
  readonly title: string;
  readonly description: string;
  readonly action?: ReactNode;
}) {
  return (
    <Group justify="space-between" align="flex-end" gap="md" mb="lg">
      <Stack gap={4} maw="42rem">
        <Title order={1}>{props.title}</Title>
        <Text c="dimmed" size="sm">
          {props.description}
        </Text>
      </Stack>
      {props.action}
    </Group>
  );
}
