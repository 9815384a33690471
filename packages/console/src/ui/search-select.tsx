import { type ComboboxParsedItem, Select } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";

const ALL = "all";
const MORE = "more";
const NONE = "none";
const UNKNOWN = "…";
const PAUSE_MS = 250;

/** One choice of a select. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Choices under a heading. */
export interface ChoiceGroup {
  readonly group: string;
  readonly items: readonly Choice[];
}

/** What a select over a long list shows: some of it, found elsewhere by what is typed. */
export interface Choices {
  readonly found: readonly Choice[];
  /** How many there are beyond those found. */
  readonly moreCount: number;
  /** The chosen one, once it is known; it need not be among those found. */
  readonly chosen: Choice | null;
}

/**
 * A select over a list that is too long to load: what is typed goes to `onSearch` once the typing
 * pauses. `null` stands for the choice of none in particular, which is called `allLabel`.
 */
export function SearchSelect(props: {
  readonly label?: string;
  readonly ariaLabel?: string;
  readonly description?: string;
  readonly width?: { readonly base: string; readonly xs: number };
  readonly allLabel: string;
  readonly nothingFound: string;
  readonly value: string | null;
  readonly choices: Choices;
  /** Choices of other kinds, all known here; `foundGroup` is then the heading of those found. */
  readonly others?: readonly ChoiceGroup[];
  readonly foundGroup?: string;
  readonly onSearch: (text: string) => void;
  readonly onChange: (value: string | null) => void;
  readonly error?: ReactNode;
}) {
  const { value, choices, others = [], foundGroup, onSearch, onChange } = props;
  const { found, moreCount, chosen } = choices;
  const [typed, setTyped] = useState("");
  const report = useRef(onSearch);
  report.current = onSearch;
  const known = [...found, ...others.flatMap(({ items }) => items)];
  const picked = known.find((choice) => choice.value === value) ?? chosen;
  const own = value === null ? props.allLabel : (picked?.label ?? UNKNOWN);
  // The select writes the chosen one's label into its field; that is no search.
  const search = typed === own ? "" : typed.trim();
  useEffect(() => {
    const timer = setTimeout(() => report.current(search), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [search]);

  const isListed = known.some((choice) => choice.value === value);
  const unlisted = value !== null && !isListed ? [picked ?? { value, label: UNKNOWN }] : [];
  const fits = ({ label }: Choice) => label.toLowerCase().includes(search.toLowerCase());
  const hidden = new Set(
    search === ""
      ? []
      : [
          ALL,
          ...unlisted.map((choice) => choice.value),
          ...others.flatMap(({ items }) => items.flatMap((item) => (fits(item) ? [] : item.value))),
        ],
  );
  const isNothing = found.length === 0 && !others.some(({ items }) => items.some(fits));
  // A list of options must have one, also to say that there is none.
  const notes = [
    ...(search !== "" && isNothing ? [{ value: NONE, label: props.nothingFound }] : []),
    ...(moreCount > 0
      ? [
          {
            value: MORE,
            label: `${moreCount} more: type ${search === "" ? "" : "on "}to find them`,
          },
        ]
      : []),
  ].map((note) => ({ ...note, disabled: true }));
  return (
    <Select
      {...(props.label ? { label: props.label } : {})}
      {...(props.ariaLabel ? { "aria-label": props.ariaLabel } : {})}
      {...(props.description ? { description: props.description } : {})}
      {...(props.width ? { w: props.width } : {})}
      error={props.error}
      value={value ?? ALL}
      onChange={(next) => onChange(next === null || next === ALL ? null : next)}
      data={[
        { value: ALL, label: props.allLabel },
        ...unlisted,
        ...others.map(({ group, items }) => ({ group, items: [...items] })),
        ...(foundGroup ? [{ group: foundGroup, items: [...found] }] : found),
        ...notes,
      ]}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      // What is found is already what was searched for.
      filter={({ options }) =>
        options.flatMap((option): ComboboxParsedItem[] => {
          if (!("group" in option)) return hidden.has(option.value) ? [] : [option];
          const items = option.items.filter((item) => !hidden.has(item.value));
          return items.length === 0 ? [] : [{ ...option, items }];
        })
      }
      // The options scroll themselves: a frame around them that scrolls is out of the keyboard's reach.
      withScrollArea={false}
      styles={{ options: { maxHeight: 300, overflowY: "auto" } }}
      allowDeselect={false}
    />
  );
}
