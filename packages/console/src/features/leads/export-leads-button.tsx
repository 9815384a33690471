import type { LeadFilter } from "../../api/generated/graphql.js";
import { useExport } from "../../api/use-export.js";
import { counted } from "../../format/number.js";
import { downloadBlob } from "../../ui/download-text.js";
import { ExportMenu } from "../../ui/export-menu.js";
import { notifyDone, notifyFailure } from "../../ui/notify.js";

/** Saves every lead under the filter as a file, says how far it is, and can be stopped. */
export function ExportLeadsButton(props: {
  readonly filter: LeadFilter;
  readonly totalCount: number | undefined;
}) {
  const { rows, run, stop } = useExport("leads", props.filter);
  const save = async (ending: "csv" | "json") => {
    const outcome = await run(ending);
    if (outcome === null) return;
    if ("failure" in outcome) {
      notifyFailure("The leads could not be exported", outcome.failure);
      return;
    }
    downloadBlob(`leads.${ending}`, outcome.file);
    notifyDone(`${counted(outcome.rows, "lead")} saved.`);
  };
  return <ExportMenu rows={rows} totalCount={props.totalCount} onSave={save} onStop={stop} />;
}
