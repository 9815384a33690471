import type { RequestLogFilter } from "../../api/generated/graphql.js";
import { useExport } from "../../api/use-export.js";
import { counted } from "../../format/number.js";
import { downloadBlob } from "../../ui/download-text.js";
import { ExportMenu } from "../../ui/export-menu.js";
import { notifyDone, notifyFailure } from "../../ui/notify.js";

/** Saves every request under the filter as a file, says how far it is, and can be stopped. */
export function ExportLogsButton(props: {
  readonly filter: RequestLogFilter;
  readonly totalCount: number | undefined;
}) {
  const { rows, run, stop } = useExport("request-logs", props.filter);
  const save = async (ending: "csv" | "json") => {
    const outcome = await run(ending);
    if (outcome === null) return;
    if ("failure" in outcome) {
      notifyFailure("The requests could not be exported", outcome.failure);
      return;
    }
    downloadBlob(`request-logs.${ending}`, outcome.file);
    notifyDone(`${counted(outcome.rows, "request")} saved.`);
  };
  return <ExportMenu rows={rows} totalCount={props.totalCount} onSave={save} onStop={stop} />;
}
