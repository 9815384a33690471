import { Group, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** A part of a page under its own heading. */
export function PageSection(props: {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section>
      <Group justify="space-between" mt="xl" mb="sm">
        <Title order={2}>{props.title}</Title>
        {props.action}
      </Group>
      {props.children}
    </section>
  );
}
