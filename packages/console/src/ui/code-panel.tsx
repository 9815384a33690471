import { Code, Group } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./code-panel.module.css";
import { CopyButton } from "./copy-button.js";

/** A program, a command or an answer to read, to copy, and to do something with. */
export function CodePanel(props: {
  readonly text: string;
  readonly label: string;
  readonly action?: ReactNode;
}) {
  return (
    <div className={classes["panel"]}>
      <Code block className={classes["code"]} tabIndex={0} role="group" aria-label={props.label}>
        {props.text}
      </Code>
      <Group gap="xs" mt={6}>
        <CopyButton text={props.text} size="compact-xs">
          Copy
        </CopyButton>
        {props.action}
      </Group>
    </div>
  );
}
