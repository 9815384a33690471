import { useQuery } from "@apollo/client/react";
import { Badge, Code, Group, Paper, Stack, Text } from "@mantine/core";
import { errorText } from "../../api/error-text.js";
import { FailurePanel } from "../../ui/failure-panel.js";
import { LoadingPanel } from "../../ui/loading-panel.js";
import { PageSection } from "../../ui/page-section.js";
import { pepperWords } from "./pepper-words.js";
import { PeppersDocument } from "./settings.documents.js";

/** Which pepper the installation's keys are hashed under, and when an old one can go. */
export function PepperSection() {
  const { data, error, refetch } = useQuery(PeppersDocument, { fetchPolicy: "no-cache" });
  return (
    <PageSection title="Peppers">
      <Text size="sm" c="dimmed" mb="md" maw="42rem">
        For the whole installation; only platform admins see this. Keys are kept as hashes under a
        pepper, a secret outside the database. To change it, put a new one first in{" "}
        <Code>LATCHKEY_PEPPERS</Code>, leave the old one behind it, and restart.
      </Text>
      {data ? (
        <Stack gap="sm">
          {data.peppers.map((pepper) => {
            const { title, state, color, text } = pepperWords(pepper);
            return (
              <Paper key={title} withBorder radius="lg" px="lg" py="md">
                <Group gap="sm" mb={4}>
                  <Text fw={600}>{title}</Text>
                  <Badge color={color} variant="light" radius="sm" tt="none">
                    {state}
                  </Badge>
                </Group>
                <Text size="sm">{text}</Text>
              </Paper>
            );
          })}
        </Stack>
      ) : error ? (
        <FailurePanel
          title="The peppers could not be loaded"
          reason={errorText(error)}
          onRetry={() => refetch()}
        />
      ) : (
        <LoadingPanel />
      )}
    </PageSection>
  );
}
