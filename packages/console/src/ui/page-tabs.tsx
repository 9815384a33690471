import { VisuallyHidden } from "@mantine/core";
import { useEffect, useRef } from "react";
import { NavLink, useLocation } from "react-router";
import classes from "./page-tabs.module.css";

const BADGE_MAX = 99;

/** A link of the navigation; its badge is a number, and the words that a screen reader says for it. */
export interface PageTab {
  readonly href: string;
  readonly title: string;
  readonly badge?: { readonly value: number; readonly says: string } | null;
}

/** The main navigation of a section: links that look like tabs, the current one marked and in view. */
export function PageTabs(props: { readonly label: string; readonly tabs: readonly PageTab[] }) {
  const { pathname } = useLocation();
  const tabs = useRef<HTMLElement>(null);
  const widths = props.tabs.map(({ title, badge }) => `${title} ${badge?.value}`).join();
  // On narrow screens the tabs scroll sideways; another page has another current one, and a badge that
  // comes later pushes it out of view.
  useEffect(() => {
    const current = tabs.current?.querySelector("[aria-current]");
    current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [pathname, widths]);
  return (
    <nav ref={tabs} aria-label={props.label} className={classes["tabs"]}>
      {props.tabs.map((tab) => (
        <NavLink key={tab.href} to={tab.href} className={classes["tab"]}>
          {tab.title}
          {tab.badge && (
            <>
              <span className={classes["badge"]} aria-hidden>
                {tab.badge.value > BADGE_MAX ? `${BADGE_MAX}+` : tab.badge.value}
              </span>
              <VisuallyHidden>{tab.badge.says}</VisuallyHidden>
            </>
          )}
        </NavLink>
      ))}
    </nav>
  );
}
