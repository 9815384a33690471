import { SCOPE_INFOS } from "@latchkey/shared";
import { Group, Select } from "@mantine/core";
import { useCampaignChoices } from "../../api/use-campaign-choices.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { SearchInput } from "../../ui/search-input.js";
import { SearchSelect } from "../../ui/search-select.js";
import { KEY_STATUSES, type KeyListView } from "./key-list-view.js";
import { OwnerFilter } from "./owner-filter.js";

const ALL = "all";
const SCOPES = SCOPE_INFOS.filter((info) => info.isGrantable).map((info) => info.scope);

/** Search, status, campaign, scope and owner; what is chosen goes to the address. */
export function KeyFilters(props: {
  readonly view: KeyListView;
  readonly onChange: (change: Partial<KeyListView>) => void;
}) {
  const { view, onChange } = props;
  const canSeeCampaigns = useWorkspaceSession().scopes.has("campaigns:read");
  const campaigns = useCampaignChoices({ chosenId: view.campaignId, skip: !canSeeCampaigns });
  return (
    <Group gap="sm" mb="md">
      <SearchInput
        label="Search keys"
        placeholder="Name, beginning or last four"
        value={view.search}
        onChange={(search) => onChange({ search })}
      />
      <Select
        aria-label="Status"
        w={{ base: "calc(50% - 6px)", xs: 150 }}
        allowDeselect={false}
        value={view.status ?? ALL}
        data={[
          { value: ALL, label: "All statuses" },
          ...KEY_STATUSES.map(({ value, title }) => ({ value, label: title })),
        ]}
        onChange={(value) =>
          onChange({ status: KEY_STATUSES.find((known) => known.value === value)?.value ?? null })
        }
      />
      {canSeeCampaigns && (
        <SearchSelect
          ariaLabel="Limited to campaign"
          width={{ base: "calc(50% - 6px)", xs: 190 }}
          allLabel="Any campaign"
          nothingFound="No such campaign"
          value={view.campaignId}
          choices={campaigns.choices}
          onSearch={campaigns.search}
          onChange={(campaignId) => onChange({ campaignId })}
        />
      )}
      <Select
        aria-label="Scope"
        w={{ base: "calc(50% - 6px)", xs: 150 }}
        searchable
        allowDeselect={false}
        nothingFoundMessage="No such scope"
        value={view.scope ?? ALL}
        data={[{ value: ALL, label: "All scopes" }, ...SCOPES]}
        onChange={(value) => onChange({ scope: SCOPES.find((scope) => scope === value) ?? null })}
      />
      <OwnerFilter value={view.ownerId} onChange={(ownerId) => onChange({ ownerId })} />
    </Group>
  );
}
