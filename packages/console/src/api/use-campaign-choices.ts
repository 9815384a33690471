import { useQuery } from "@apollo/client/react";
import { useState } from "react";
import { CampaignChoicesDocument, ChosenCampaignDocument } from "./campaign-choices.documents.js";
import { errorText } from "./error-text.js";

/** Campaigns to choose from in a select, found by name; with the chosen one, also when it is not among those found. */
export function useCampaignChoices(options: {
  readonly chosenId: string | null;
  readonly skip?: boolean;
}) {
  const { chosenId, skip = false } = options;
  const [search, setSearch] = useState("");
  const listed = useQuery(CampaignChoicesDocument, {
    variables: { filter: search ? { search } : null },
    skip,
  });
  const campaigns = (listed.data ?? listed.previousData)?.campaigns;
  const nodes = campaigns?.nodes ?? [];
  const isListed = nodes.some((campaign) => campaign.id === chosenId);
  const alone = useQuery(ChosenCampaignDocument, {
    variables: { id: chosenId ?? "" },
    skip: skip || chosenId === null || !campaigns || isListed,
  });
  const chosen = nodes.find((campaign) => campaign.id === chosenId) ?? alone.data?.campaign;
  return {
    search: setSearch,
    failure: listed.error ? errorText(listed.error) : undefined,
    choices: {
      found: nodes.map(toChoice),
      moreCount: Math.max(0, (campaigns?.totalCount ?? 0) - nodes.length),
      chosen: chosen
        ? toChoice(chosen)
        : alone.error && chosenId !== null
          ? { value: chosenId, label: "An unknown campaign" }
          : null,
    },
  };
}

function toChoice({ id, name }: { id: string; name: string }) {
  return { value: id, label: name };
}
