import { Group, Select } from "@mantine/core";
import { LEAD_STATUSES } from "../../api/lead-statuses.js";
import { useCampaignChoices } from "../../api/use-campaign-choices.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { SearchInput } from "../../ui/search-input.js";
import { SearchSelect } from "../../ui/search-select.js";
import { LEAD_ORDERS, type LeadView } from "./lead-view.js";
import { useListChoices } from "./use-list-choices.js";

const ALL = "all";
const HALF = { base: "calc(50% - 6px)", xs: 180 };

/** Text, campaign, status, list and order; what is chosen goes to the address. */
export function LeadFilters(props: {
  readonly view: LeadView;
  readonly onChange: (change: Partial<LeadView>) => void;
}) {
  const { view, onChange } = props;
  const { scopes } = useWorkspaceSession();
  const canSeeCampaigns = scopes.has("campaigns:read");
  const canSeeLists = scopes.has("lists:read");
  const campaigns = useCampaignChoices({ chosenId: view.campaignId, skip: !canSeeCampaigns });
  const lists = useListChoices({ chosenId: view.listId, skip: !canSeeLists });
  return (
    <Group gap="sm" mb="md" role="search" aria-label="Leads">
      <SearchInput
        label="Search leads"
        placeholder="Name, e-mail or company"
        value={view.text}
        onChange={(text) => onChange({ text })}
      />
      {canSeeCampaigns && (
        <SearchSelect
          ariaLabel="Campaign"
          width={HALF}
          allLabel="All campaigns"
          nothingFound="No such campaign"
          value={view.campaignId}
          choices={campaigns.choices}
          onSearch={campaigns.search}
          onChange={(campaignId) => onChange({ campaignId })}
        />
      )}
      <Select
        aria-label="Status"
        w={{ base: "calc(50% - 6px)", xs: 150 }}
        allowDeselect={false}
        value={view.status ?? ALL}
        data={[
          { value: ALL, label: "All statuses" },
          ...LEAD_STATUSES.map(({ value, title }) => ({ value, label: title })),
        ]}
        onChange={(value) =>
          onChange({ status: LEAD_STATUSES.find((known) => known.value === value)?.value ?? null })
        }
      />
      {canSeeLists && (
        <SearchSelect
          ariaLabel="List"
          width={HALF}
          allLabel="All lists"
          nothingFound="No such list"
          value={view.listId}
          choices={lists.choices}
          onSearch={lists.search}
          onChange={(listId) => onChange({ listId })}
        />
      )}
      <Select
        aria-label="Order"
        w={{ base: "calc(50% - 6px)", xs: 150 }}
        allowDeselect={false}
        value={view.order}
        data={LEAD_ORDERS.map(({ value, title }) => ({ value, label: title }))}
        onChange={(value) => {
          const order = LEAD_ORDERS.find((known) => known.value === value)?.value;
          if (order) onChange({ order });
        }}
      />
    </Group>
  );
}
