import { Paper, SimpleGrid, Skeleton, Text } from "@mantine/core";
import { memo } from "react";
import type { RequestGroupRowFragment, RequestGroupsQuery } from "../../api/generated/graphql.js";
import { duration } from "../../format/duration.js";
import { count } from "../../format/number.js";
import { groupName, hintOf, isOthers } from "./group-name.js";
import { type LogFilters, NO_FILTERS } from "./log-view.js";
import classes from "./top-lists.module.css";

interface TopList {
  readonly id: keyof RequestGroupsQuery["requestStats"] & string;
  readonly title: string;
  readonly filter: keyof LogFilters;
  readonly nothing: string;
  /** What is told of a group beside its number of requests. */
  readonly aside: "errors" | "p95Ms" | null;
}

const LISTS: readonly TopList[] = [
  { id: "keys", title: "Top keys", filter: "apiKeyId", nothing: "No requests", aside: "errors" },
  {
    id: "operations",
    title: "Top operations",
    filter: "operation",
    nothing: "No requests",
    aside: "p95Ms",
  },
  {
    id: "addresses",
    title: "Top addresses",
    filter: "ip",
    nothing: "No requests",
    aside: "errors",
  },
  { id: "errors", title: "Top errors", filter: "errorCode", nothing: "No errors", aside: null },
];

const SHOWN = 5;

/** Which keys, operations, addresses and errors most requests are of; choosing one narrows the page to it. */
export const TopLists = memo(function TopLists(props: {
  readonly groups: RequestGroupsQuery["requestStats"] | undefined;
  readonly view: LogFilters;
  readonly onNarrow: (change: Partial<LogFilters>) => void;
}) {
  const { groups, view, onNarrow } = props;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="md">
      {LISTS.map((list) => (
        <Paper key={list.id} component="section" withBorder radius="lg" p="md">
          <Text component="h2" size="sm" fw={600} m={0} mb={6} px={6}>
            {list.title}
          </Text>
          {groups ? (
            <Groups
              list={list}
              groups={rowsOf(groups, list.id)}
              chosen={view[list.filter]}
              onChoose={(value) => onNarrow({ ...toFilter(list.filter, value) })}
            />
          ) : (
            <Skeleton height={150} />
          )}
        </Paper>
      ))}
    </SimpleGrid>
  );
});

function Groups(props: {
  readonly list: TopList;
  readonly groups: readonly RequestGroupRowFragment[];
  readonly chosen: string | null;
  readonly onChoose: (value: string | null) => void;
}) {
  const { list, groups, chosen, onChoose } = props;
  const most = groups[0]?.figures.total ?? 0;
  if (groups.length === 0) {
    return (
      <Text size="sm" c="dimmed" px={6} py={4}>
        {list.nothing}
      </Text>
    );
  }
  return (
    <ul className={classes["list"]}>
      {groups.map((group) => (
        <li key={group.value}>
          <button
            type="button"
            className={classes["group"]}
            aria-pressed={chosen === group.value}
            disabled={isOthers(group)}
            title={hintOf(group, chosen)}
            onClick={() => onChoose(chosen === group.value ? null : group.value)}
          >
            <span
              className={classes["bar"]}
              data-bad={list.id === "errors" || undefined}
              style={{ width: `${(group.figures.total / Math.max(1, most)) * 100}%` }}
            />
            <span className={classes["name"]}>{groupName(group)}</span>
            <span className={classes["count"]}>
              {count(group.figures.total)}
              <Aside group={group} kind={list.aside} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Aside({ group, kind }: { group: RequestGroupRowFragment; kind: TopList["aside"] }) {
  const { errors, p95Ms } = group.figures;
  if (kind === "p95Ms") {
    return (
      <span className={classes["aside"]} title="95 of 100 took no longer">
        p95 {duration(p95Ms)}
      </span>
    );
  }
  if (kind === null || errors === 0) return null;
  return (
    <span className={classes["aside"]} data-bad>
      {count(errors)} failed
    </span>
  );
}

function rowsOf(groups: RequestGroupsQuery["requestStats"], id: TopList["id"]) {
  const rows: Readonly<Record<string, readonly RequestGroupRowFragment[]>> = {
    keys: groups.keys,
    operations: groups.operations,
    addresses: groups.addresses,
    errors: groups.errors,
  };
  return (rows[id] ?? []).filter(({ value }) => value !== "").slice(0, SHOWN);
}

function toFilter(name: keyof LogFilters, value: string | null): Partial<LogFilters> {
  return { [name]: value ?? NO_FILTERS[name] };
}
