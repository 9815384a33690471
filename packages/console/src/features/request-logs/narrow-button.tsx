import type { ReactNode } from "react";
import classes from "./narrow-button.module.css";

/** A value in a row that narrows the page to the requests that share it. */
export function NarrowButton(props: {
  /** What is narrowed to, as in “Only this address”. */
  readonly title: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <button type="button" className={classes["value"]} title={props.title} onClick={props.onClick}>
      {props.children}
    </button>
  );
}
