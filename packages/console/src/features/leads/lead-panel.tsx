import { useQuery } from "@apollo/client/react";
import { Skeleton, Stack } from "@mantine/core";
import { useSearchParams } from "react-router";
import { readFailure } from "../../api/api-failure.js";
import { errorText } from "../../api/error-text.js";
import { FailurePanel } from "../../ui/failure-panel.js";
import { SidePanel } from "../../ui/side-panel.js";
import { readLeadId, withLead } from "./lead-address.js";
import { LeadPanelBody } from "./lead-panel-body.js";
import { LeadDocument } from "./leads.documents.js";

/** The details of the lead that the address names, beside the list; nothing when it names none. */
export function LeadPanel() {
  const [search, setSearch] = useSearchParams();
  const id = readLeadId(search);
  if (id === null) return null;
  return (
    <SidePanel key={id} title="Lead" onClose={() => setSearch((now) => withLead(now, null))}>
      <Details id={id} />
    </SidePanel>
  );
}

function Details({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(LeadDocument, {
    variables: { id },
    fetchPolicy: "cache-and-network",
  });
  if (data?.lead) return <LeadPanelBody lead={data.lead} conversations={data.conversations} />;
  if (!error) {
    return (
      <Stack aria-busy>
        <Skeleton height={80} />
        <Skeleton height={320} />
      </Stack>
    );
  }
  const isUnknown = readFailure(error).code === "NOT_FOUND";
  return (
    <FailurePanel
      title={isUnknown ? "There is no such lead" : "The lead could not be loaded"}
      reason={isUnknown ? "It was deleted, or it is another workspace's." : errorText(error)}
      onRetry={() => refetch()}
    />
  );
}
