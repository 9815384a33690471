import { useEffect, useRef } from "react";
import { NavLink, useLocation } from "react-router";
import classes from "./page-tabs.module.css";

/** The main navigation of a section: links that look like tabs, the current one marked and in view. */
export function PageTabs(props: {
  readonly label: string;
  readonly tabs: readonly { readonly href: string; readonly title: string }[];
}) {
  const { pathname } = useLocation();
  const tabs = useRef<HTMLElement>(null);
  // On narrow screens the tabs scroll sideways; another page has another current one.
  useEffect(() => {
    const current = tabs.current?.querySelector("[aria-current]");
    current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [pathname]);
  return (
    <nav ref={tabs} aria-label={props.label} className={classes["tabs"]}>
      {props.tabs.map((tab) => (
        <NavLink key={tab.href} to={tab.href} className={classes["tab"]}>
          {tab.title}
        </NavLink>
      ))}
    </nav>
  );
}
