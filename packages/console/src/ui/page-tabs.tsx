import { NavLink } from "react-router";
import classes from "./page-tabs.module.css";

/** The main navigation of a section: links that look like tabs, the current one marked. */
export function PageTabs(props: {
  readonly label: string;
  readonly tabs: readonly { readonly href: string; readonly title: string }[];
}) {
  return (
    <nav aria-label={props.label} className={classes["tabs"]}>
      {props.tabs.map((tab) => (
        <NavLink key={tab.href} to={tab.href} className={classes["tab"]}>
          {tab.title}
        </NavLink>
      ))}
    </nav>
  );
}
