import { useQuery } from "@apollo/client/react";
import { Select } from "@mantine/core";
import type { ReactNode } from "react";
import { errorText } from "../../api/error-text.js";
import { CampaignChoicesDocument } from "./api-keys.documents.js";

const ALL = "all";

/** All campaigns, or the one a key is limited to; `null` stands for all. */
export function CampaignSelect(props: {
  readonly value?: string | null;
  readonly onChange?: (campaignId: string | null) => void;
  readonly error?: ReactNode;
}) {
  const { data, error } = useQuery(CampaignChoicesDocument);
  const campaigns = data?.campaigns.nodes ?? [];
  const isCut = (data?.campaigns.totalCount ?? 0) > campaigns.length;
  return (
    <Select
      label="Campaign"
      description={
        isCut
          ? `The first ${campaigns.length} campaigns are offered.`
          : "Fixed for good: one keeps it out of the others."
      }
      value={props.value ?? ALL}
      onChange={(value) => props.onChange?.(value === null || value === ALL ? null : value)}
      data={[
        { value: ALL, label: "All campaigns" },
        ...campaigns.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      allowDeselect={false}
      searchable
      nothingFoundMessage="No such campaign"
      error={props.error ?? (error ? errorText(error) : undefined)}
    />
  );
}
