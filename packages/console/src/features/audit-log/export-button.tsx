import { useApolloClient } from "@apollo/client/react";
import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { errorText } from "../../api/error-text.js";
import type { AuditEventFilter, AuditEventRowFragment } from "../../api/generated/graphql.js";
import { count } from "../../format/number.js";
import { downloadText } from "../../ui/download-text.js";
import { notifyDone, notifyFailure } from "../../ui/notify.js";
import { auditCsv } from "./audit-csv.js";
import { AuditEventsDocument } from "./audit-log.documents.js";

const PAGE = 100;
const PAGES_MAX = 10;

/** Saves the newest events under the filter, up to 1,000, as a CSV file. */
export function ExportButton({ filter }: { filter: AuditEventFilter }) {
  const client = useApolloClient();
  const [isBusy, setIsBusy] = useState(false);
  const load = async () => {
    const events: AuditEventRowFragment[] = [];
    let after: string | null = null;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const variables: { filter: AuditEventFilter; first: number; after: string | null } = {
        filter,
        first: PAGE,
        after,
      };
      const { data } = await client.query({
        query: AuditEventsDocument,
        variables,
        fetchPolicy: "no-cache",
      });
      if (!data) break;
      events.push(...data.auditEvents.nodes);
      after = data.auditEvents.pageInfo.endCursor;
      if (!data.auditEvents.pageInfo.hasNextPage) return { events, isCut: false };
    }
    return { events, isCut: true };
  };
  const save = async () => {
    setIsBusy(true);
    try {
      const { events, isCut } = await load();
      downloadText("audit-log.csv", auditCsv(events), "text/csv");
      if (isCut) notifyDone(`Only the newest ${count(events.length)} events are in the file.`);
    } catch (error) {
      notifyFailure("The audit log could not be exported", errorText(error));
    }
    setIsBusy(false);
  };
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} />}
      loading={isBusy}
      onClick={save}
    >
      Export CSV
    </Button>
  );
}
