import { useQuery } from "@apollo/client/react";
import { Skeleton, Stack } from "@mantine/core";
import { useSearchParams } from "react-router";
import { readFailure } from "../../api/api-failure.js";
import { errorText } from "../../api/error-text.js";
import { FailurePanel } from "../../ui/failure-panel.js";
import { SidePanel } from "../../ui/side-panel.js";
import { RequestStoryDocument } from "./request-story.documents.js";
import { readStoryId, withStory } from "./request-story-address.js";
import { RequestStoryBody } from "./request-story-body.js";

/** The story of the request that the address names, beside the list; nothing when it names none. */
export function RequestStory() {
  const [search, setSearch] = useSearchParams();
  const id = readStoryId(search);
  if (id === null) return null;
  const close = () => setSearch((now) => withStory(now, null));
  return (
    <SidePanel key={id} title="Request" onClose={close}>
      <Story id={id} />
    </SidePanel>
  );
}

function Story({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(RequestStoryDocument, {
    variables: { id },
    // What would pass depends on what the key is now.
    fetchPolicy: "network-only",
  });
  const log = data?.requestLog;
  if (log) return <RequestStoryBody log={log} />;
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
      title={isUnknown ? "There is no such request here" : "The request could not be loaded"}
      reason={
        isUnknown
          ? "It may be of another workspace, of no known key, or older than the logs are kept. One that was just answered is here within a second."
          : errorText(error)
      }
      onRetry={() => refetch()}
    />
  );
}
