import { Paper, Stack, Text, ThemeIcon, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** What stands where content would be: nothing yet, not found, or a failure; with what to do next. */
export function StatePanel(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  readonly isFailure?: boolean;
  /** The panel is all of the page, and its title the page's. */
  readonly isPageTitle?: boolean;
}) {
  return (
    <Paper withBorder radius="lg" px="lg" py={48} role={props.isFailure ? "alert" : undefined}>
      <Stack align="center" gap="sm" ta="center">
        <ThemeIcon size={52} radius="xl" variant="light" color={props.isFailure ? "red" : "lagoon"}>
          {props.icon}
        </ThemeIcon>
        <Title order={props.isPageTitle ? 1 : 2} size="h2">
          {props.title}
        </Title>
        <Text c="dimmed" size="sm" maw="32rem" component="div">
          {props.children}
        </Text>
        {props.action}
      </Stack>
    </Paper>
  );
}
