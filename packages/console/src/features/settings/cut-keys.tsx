import { useQuery } from "@apollo/client/react";
import { Alert, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { errorText } from "../../api/error-text.js";
import { RateLimitMaxPreviewDocument } from "./settings.documents.js";
import { cutText } from "./workspace-edit.js";

const TYPING_MS = 250;

/** The keys that a maximum would cut; asked for once the typing stops. */
export function CutKeys({ rateLimitMax }: { rateLimitMax: number }) {
  const [settled] = useDebouncedValue(rateLimitMax, TYPING_MS);
  const { data, error } = useQuery(RateLimitMaxPreviewDocument, {
    variables: { rateLimitMax: settled },
    fetchPolicy: "no-cache",
  });
  if (error) {
    return (
      <Text size="sm" c="var(--mantine-color-error)">
        Which keys it cuts could not be found out. {errorText(error)}
      </Text>
    );
  }
  const keys = settled === rateLimitMax ? data?.rateLimitMaxPreview : undefined;
  if (!keys) {
    return (
      <Text size="sm" c="dimmed">
        Looking for the keys above it…
      </Text>
    );
  }
  const text = cutText(
    rateLimitMax,
    keys.map(({ name }) => name),
  );
  if (keys.length === 0) return <Text size="sm">{text}</Text>;
  return <Alert color="yellow">{text}</Alert>;
}
