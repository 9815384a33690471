import { useQuery } from "@apollo/client/react";
import { useState } from "react";
import { ChosenListDocument, ListChoicesDocument } from "./leads.documents.js";

/** Lists to choose from in a select, found by name; with the chosen one, also when it is not among those found. */
export function useListChoices(options: {
  readonly chosenId: string | null;
  readonly skip: boolean;
}) {
  const { chosenId, skip } = options;
  const [search, setSearch] = useState("");
  const listed = useQuery(ListChoicesDocument, {
    variables: { filter: search ? { search } : null },
    skip,
  });
  const lists = (listed.data ?? listed.previousData)?.lists;
  const nodes = lists?.nodes ?? [];
  const isListed = nodes.some((list) => list.id === chosenId);
  const alone = useQuery(ChosenListDocument, {
    variables: { id: chosenId ?? "" },
    skip: skip || chosenId === null || !lists || isListed,
  });
  const chosen = nodes.find((list) => list.id === chosenId) ?? alone.data?.list;
  return {
    search: setSearch,
    choices: {
      found: nodes.map(toChoice),
      moreCount: Math.max(0, (lists?.totalCount ?? 0) - nodes.length),
      chosen: chosen
        ? toChoice(chosen)
        : alone.error && chosenId !== null
          ? { value: chosenId, label: "An unknown list" }
          : null,
    },
  };
}

function toChoice({ id, name }: { id: string; name: string }) {
  return { value: id, label: name };
}
