import { useQuery } from "@apollo/client/react";
import { useState } from "react";
import { KeyChoicesDocument } from "./key-choices.documents.js";

/**
 * Keys to choose from in a select, found by name or by the shown parts; with the chosen one, also
 * when it is not among those found. `goneLabel` is for an id that is no key's, or a deleted one's.
 */
export function useKeyChoices(options: {
  readonly chosenId: string | null;
  readonly skip: boolean;
  readonly goneLabel: string;
}) {
  const { chosenId, skip, goneLabel } = options;
  const [search, setSearch] = useState("");
  const listed = useQuery(KeyChoicesDocument, {
    variables: { filter: search ? { search } : null },
    skip,
  });
  const keys = (listed.data ?? listed.previousData)?.apiKeys;
  const nodes = keys?.nodes ?? [];
  const isListed = nodes.some((key) => key.id === chosenId);
  const alone = useQuery(KeyChoicesDocument, {
    variables: { filter: { ids: chosenId === null ? [] : [chosenId] } },
    skip: skip || chosenId === null || !keys || isListed,
  });
  const chosen =
    nodes.find((key) => key.id === chosenId) ??
    alone.data?.apiKeys.nodes.find((key) => key.id === chosenId);
  const isGone = chosenId !== null && !chosen && alone.data !== undefined;
  return {
    search: setSearch,
    choices: {
      found: nodes.map(toChoice),
      moreCount: Math.max(0, (keys?.totalCount ?? 0) - nodes.length),
      chosen: chosen ? toChoice(chosen) : isGone ? { value: chosenId, label: goneLabel } : null,
    },
  };
}

function toChoice({ id, name, start }: { id: string; name: string; start: string }) {
  return { value: id, label: `${name} (${start}…)` };
}
