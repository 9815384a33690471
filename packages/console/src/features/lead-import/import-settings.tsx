import { Button, Checkbox, Group, Paper, Radio, Stack, Text } from "@mantine/core";
import { useCampaignChoices } from "../../api/use-campaign-choices.js";
import { PageSection } from "../../ui/page-section.js";
import { SearchSelect } from "../../ui/search-select.js";
import { ColumnTable } from "./column-table.js";
import { type ImportPlan, planProblem } from "./import-plan.js";
import type { CsvTable } from "./parse-csv.js";

/** Where the rows go, by what they are matched and what the columns are; then the file can be checked. */
export function ImportSettings(props: {
  readonly table: CsvTable;
  readonly plan: ImportPlan;
  readonly campaignId: string | null;
  readonly onPlan: (change: Partial<ImportPlan>) => void;
  readonly onCampaign: (campaignId: string | null) => void;
  readonly onCheck: () => void;
}) {
  const { table, plan, campaignId, onPlan, onCampaign, onCheck } = props;
  const { choices, search, failure } = useCampaignChoices({ chosenId: campaignId });
  const problem =
    campaignId === null ? "Choose the campaign that the leads go to." : planProblem(plan);
  const canKeepOthers = plan.targets.includes("skip");
  return (
    <>
      <Paper withBorder radius="lg" p="lg" mt="md">
        <Group align="flex-start" gap="xl">
          <SearchSelect
            label="Campaign"
            description="All rows go to this one."
            width={{ base: "100%", xs: 280 }}
            allLabel="Choose a campaign"
            nothingFound="No such campaign"
            value={campaignId}
            choices={choices}
            onSearch={search}
            onChange={onCampaign}
            error={failure}
          />
          <Radio.Group
            label="A row is the lead with the same"
            description="Where there is none, it is a new lead."
            value={plan.matchBy}
            onChange={(value) => onPlan({ matchBy: value === "email" ? "email" : "externalId" })}
          >
            <Group mt={8} mih={36}>
              <Radio value="email" label="E-mail" />
              <Radio value="externalId" label="External id" />
            </Group>
          </Radio.Group>
          <Checkbox
            mt={{ base: 0, xs: 46 }}
            label="Empty cells take away what a lead has"
            checked={plan.doesClear}
            onChange={(event) => onPlan({ doesClear: event.currentTarget.checked })}
          />
        </Group>
      </Paper>
      <PageSection
        title="Columns"
        action={
          canKeepOthers && (
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() =>
                onPlan({
                  targets: plan.targets.map((target) => (target === "skip" ? "custom" : target)),
                })
              }
            >
              Keep the rest as custom fields
            </Button>
          )
        }
      >
        <ColumnTable
          table={table}
          targets={plan.targets}
          onChange={(targets) => onPlan({ targets })}
        />
      </PageSection>
      <Stack gap={6} align="flex-end" mt="lg">
        <Button onClick={onCheck} disabled={problem !== null} aria-describedby="import-problem">
          Check the file
        </Button>
        <Text size="sm" c="dimmed" ta="right" id="import-problem" role="status">
          {problem ?? "Says what would become of each row. Nothing is written yet."}
        </Text>
      </Stack>
    </>
  );
}
