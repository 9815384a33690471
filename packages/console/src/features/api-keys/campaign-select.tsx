import type { ReactNode } from "react";
import { useCampaignChoices } from "../../api/use-campaign-choices.js";
import { SearchSelect } from "../../ui/search-select.js";

/** All campaigns, or the one a key is limited to; `null` stands for all. */
export function CampaignSelect(props: {
  readonly value?: string | null;
  readonly onChange?: (campaignId: string | null) => void;
  readonly error?: ReactNode;
}) {
  const { value = null, onChange, error } = props;
  const { choices, search, failure } = useCampaignChoices({ chosenId: value });
  return (
    <SearchSelect
      label="Campaign"
      description="Fixed for good: one keeps it out of the others."
      allLabel="All campaigns"
      nothingFound="No such campaign"
      value={value}
      choices={choices}
      onSearch={search}
      onChange={(campaignId) => onChange?.(campaignId)}
      error={error ?? failure}
    />
  );
}
