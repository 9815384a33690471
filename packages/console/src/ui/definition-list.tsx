import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./definition-list.module.css";

/** A fact: what it is called, and its value. */
export interface Definition {
  readonly title: string;
  readonly value: ReactNode;
}

/** Facts as titles and values, two columns where there is room. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className={classes["list"]}>
      {items.map((item) => (
        <div key={item.title} className={classes["item"]}>
          <Text component="dt" size="xs" c="dimmed">
            {item.title}
          </Text>
          <Text component="dd" size="sm" m={0}>
            {item.value}
          </Text>
        </div>
      ))}
    </dl>
  );
}
