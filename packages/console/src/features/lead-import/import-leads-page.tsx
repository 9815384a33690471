import { Anchor, Button, Group } from "@mantine/core";
import { IconArrowLeft, IconLock } from "@tabler/icons-react";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { paths } from "../../paths.js";
import { FailureAlert } from "../../ui/failure-alert.js";
import { FileDrop } from "../../ui/file-drop.js";
import { PageHeader } from "../../ui/page-header.js";
import { StatePanel } from "../../ui/state-panel.js";
import { CheckedFile } from "./checked-file.js";
import { FileFacts } from "./file-facts.js";
import type { ImportPlan } from "./import-plan.js";
import { ImportSettings } from "./import-settings.js";
import { guessTargets } from "./lead-columns.js";
import { type ImportFile, readFile } from "./read-file.js";

/** Leads out of a CSV file: the file, its columns, a check of every row, the import. */
export function ImportLeadsPage() {
  const { workspace, scopes } = useWorkspaceSession();
  const [address] = useSearchParams();
  const [isReading, setIsReading] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [file, setFile] = useState<ImportFile | null>(null);
  const [plan, setPlan] = useState<ImportPlan | null>(null);
  const [campaignId, setCampaignId] = useState(address.get("campaign"));
  const [isChecking, setIsChecking] = useState(false);

  const take = async (chosen: File) => {
    setIsReading(true);
    setProblem(null);
    const read = await readFile(chosen);
    setIsReading(false);
    if ("problem" in read) {
      setProblem(read.problem);
      return;
    }
    setFile(read);
    setPlan(firstPlan(read));
  };
  const startOver = () => {
    setFile(null);
    setIsChecking(false);
  };

  return (
    <>
      <title>{`Import leads · ${workspace.name} · Latchkey`}</title>
      <Anchor component={Link} to={paths.leads.link(workspace.slug)} size="sm">
        <Group gap={4} component="span" display="inline-flex">
          <IconArrowLeft size={15} />
          Leads
        </Group>
      </Anchor>
      <PageHeader
        title="Import leads"
        description="From a CSV file with a header. Nothing is written before you have seen what would become of each row."
        action={
          file &&
          !isChecking && (
            <Button variant="default" onClick={startOver}>
              Choose another file
            </Button>
          )
        }
      />
      {!scopes.has("leads:write") ? (
        <StatePanel icon={<IconLock size={26} />} title="Your role can look at leads only">
          Ask an admin of this workspace to import the file, or for a role that may.
        </StatePanel>
      ) : !file || !plan ? (
        <>
          {problem && <FailureAlert>{problem}</FailureAlert>}
          <div style={{ marginTop: problem ? 16 : 0 }}>
            <FileDrop
              label="Choose or drop a CSV file"
              hint="Comma, semicolon or tab between the columns, up to 50 MB. It is read here and sent only when you say so."
              accept=".csv,.tsv,.txt,text/csv"
              isBusy={isReading}
              onFile={take}
            />
          </div>
        </>
      ) : (
        <>
          <FileFacts file={file} />
          {isChecking && campaignId !== null ? (
            <CheckedFile
              file={file}
              plan={plan}
              campaignId={campaignId}
              onBack={() => setIsChecking(false)}
              onAgain={startOver}
            />
          ) : (
            <ImportSettings
              table={file.table}
              plan={plan}
              campaignId={campaignId}
              onPlan={(change) => setPlan({ ...plan, ...change })}
              onCampaign={setCampaignId}
              onCheck={() => setIsChecking(true)}
            />
          )}
        </>
      )}
    </>
  );
}

function firstPlan({ table }: ImportFile): ImportPlan {
  const targets = guessTargets(table.header);
  const matchBy = targets.includes("externalId") ? "externalId" : "email";
  return { header: table.header, targets, matchBy, doesClear: false };
}
