import { useQuery } from "@apollo/client/react";
import { Skeleton, Stack, Text } from "@mantine/core";
import { readFailure } from "../../api/api-failure.js";
import { errorText } from "../../api/error-text.js";
import { FailurePanel } from "../../ui/failure-panel.js";
import { SidePanel } from "../../ui/side-panel.js";
import { useNow } from "../../ui/use-now.js";
import { useOnReturn } from "../../ui/use-on-return.js";
import { AlertBody } from "./alert-body.js";
import { AlertDocument } from "./alerts.documents.js";

const POLL_MS = 60_000;

/** One alert beside the list; up to date while it is looked at. */
export function AlertPanel({ id, onClose }: { id: string; onClose: () => void }) {
  return (
    <SidePanel title="Alert" onClose={onClose}>
      <LoadedAlert id={id} />
    </SidePanel>
  );
}

function LoadedAlert({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(AlertDocument, {
    variables: { id },
    fetchPolicy: "cache-and-network",
    pollInterval: POLL_MS,
    skipPollAttempt: () => document.hidden,
  });
  // A failure is already here as `error`.
  const refresh = () => void refetch().catch(() => undefined);
  useOnReturn(refresh);
  useNow(POLL_MS);
  const isUnknown = error !== undefined && readFailure(error).code === "NOT_FOUND";
  const alert = isUnknown ? null : data?.alert;
  if (alert) {
    return (
      <>
        {error && (
          <Text role="alert" size="sm" c="var(--mantine-color-error)" mb="sm">
            Not up to date: {errorText(error)}
          </Text>
        )}
        <AlertBody alert={alert} onRefresh={refresh} />
      </>
    );
  }
  if (!error) {
    return (
      <Stack aria-busy>
        <Skeleton height={80} />
        <Skeleton height={320} />
      </Stack>
    );
  }
  return (
    <FailurePanel
      title={isUnknown ? "There is no such alert here" : "The alert could not be loaded"}
      reason={
        isUnknown
          ? "It may be of another workspace, or have been closed for longer than the logs are kept."
          : errorText(error)
      }
      onRetry={refresh}
    />
  );
}
