import { AppShell, Container, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import classes from "./app-frame.module.css";
import { ColorSchemeToggle } from "./color-scheme-toggle.js";
import { Logo } from "./logo.js";

/** The header (logo, switcher, tools), the navigation below it, and the page. */
export function AppFrame(props: {
  readonly homeHref: string;
  readonly switcher?: ReactNode;
  readonly tools?: ReactNode;
  readonly navigation?: ReactNode;
  readonly children: ReactNode;
}) {
  const { homeHref, switcher, tools, navigation, children } = props;
  return (
    <AppShell header={{ height: navigation ? 104 : 60 }} padding={0}>
      <a href="#page" className={classes["skip"]}>
        Skip to the page
      </a>
      <AppShell.Header className={classes["header"]}>
        <Container size="xl" className={classes["bar"]}>
          <Group gap="md" wrap="nowrap" miw={0}>
            <Link to={homeHref} className={classes["home"]} aria-label="Latchkey">
              <Logo />
            </Link>
            {switcher}
          </Group>
          <Group gap={6} wrap="nowrap">
            <ColorSchemeToggle />
            {tools}
          </Group>
        </Container>
        {navigation && <Container size="xl">{navigation}</Container>}
      </AppShell.Header>
      <AppShell.Main id="page" className={classes["main"]} tabIndex={-1}>
        <Container size="xl" className={classes["page"]}>
          {children}
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}
