import { Button, Group, Text } from "@mantine/core";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { counted } from "../../format/number.js";
import { paths } from "../../paths.js";
import { UnsavedChangesGuard } from "../../ui/unsaved-changes-guard.js";
import type { ImportPlan } from "./import-plan.js";
import type { ImportFile } from "./read-file.js";
import { RunProgress } from "./run-progress.js";
import { RunResult } from "./run-result.js";
import { type ShownRun, useUpsertRun } from "./use-upsert-run.js";

/** A file being checked row by row, and then imported. */
export function CheckedFile(props: {
  readonly file: ImportFile;
  readonly plan: ImportPlan;
  readonly campaignId: string;
  readonly onBack: () => void;
  readonly onAgain: () => void;
}) {
  const { file, plan, campaignId, onBack, onAgain } = props;
  const { workspace } = useWorkspaceSession();
  const check = useUpsertRun("dry run");
  const real = useUpsertRun("import");
  const totalRows = file.table.rows.length;
  const begin = useRef(() => check.start(file.table, plan, campaignId));
  useEffect(() => begin.current(), []);

  if (real.shown) {
    const { state } = real.shown;
    const isOver = state.phase === "DONE" || state.phase === "STOPPED";
    return (
      <>
        {!isOver && (
          <UnsavedChangesGuard title="Stop the import?">
            The rows that are done stay done, and the others are not imported.
          </UnsavedChangesGuard>
        )}
        <RunProgress shown={real.shown} totalRows={totalRows} deed="Importing" />
        {isOver && <Text mt="md">{endText(real.shown, totalRows)}</Text>}
        <RunResult file={file} state={state} isDry={false} />
        {isOver && (
          <Group mt="lg" justify="flex-end">
            <Button variant="default" onClick={onAgain}>
              Import another file
            </Button>
            <Button component={Link} to={paths.leads.link(workspace.slug, campaignId)}>
              See the leads
            </Button>
          </Group>
        )}
      </>
    );
  }
  const state = check.shown?.state;
  const isChecked = state?.phase === "DONE";
  const writes = state ? state.counts.CREATED + state.counts.UPDATED : 0;
  return (
    <>
      {check.shown && <RunProgress shown={check.shown} totalRows={totalRows} deed="Checking" />}
      {state && <RunResult file={file} state={state} isDry />}
      <Group mt="lg" justify="flex-end">
        <Button variant="default" onClick={onBack}>
          Back to the columns
        </Button>
        <Button
          disabled={!isChecked || writes === 0}
          onClick={() => real.start(file.table, plan, campaignId)}
        >
          {isChecked ? importWords(writes) : "Import"}
        </Button>
      </Group>
    </>
  );
}

/** What a file that was checked comes to. */
function importWords(writes: number): string {
  return writes === 0 ? "Nothing to import" : `Import ${counted(writes, "lead")}`;
}

function endText({ state }: ShownRun, totalRows: number): string {
  return state.phase === "DONE"
    ? "The import is done."
    : `The import was stopped after ${counted(state.doneRows, "row")}; ${counted(totalRows - state.doneRows, "row")} were not sent.`;
}
