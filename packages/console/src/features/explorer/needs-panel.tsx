import {
  Alert,
  Badge,
  Button,
  Group,
  List,
  Paper,
  Skeleton,
  Stack,
  Text,
  Title,
} from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { Link } from "react-router";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { counted } from "../../format/number.js";
import { paths } from "../../paths.js";
import { LimitMeters } from "./limit-meters.js";
import type { Explanation } from "./use-explanation.js";

/** What the operation at the cursor needs and costs, and the way to the smallest key for it. */
export function NeedsPanel(props: {
  readonly explanation: Explanation | null;
  readonly problem: string | null;
  /** Whether it would run with the session, whose scopes are known. */
  readonly isSession: boolean;
}) {
  const { explanation, problem, isSession } = props;
  return (
    <Paper withBorder radius="lg" p="md" component="section" aria-label="What it needs">
      <Stack gap="sm" aria-live="polite">
        {problem ? (
          <Alert color="yellow" title="This cannot run yet">
            {problem}
          </Alert>
        ) : explanation ? (
          <Needs explanation={explanation} isSession={isSession} />
        ) : (
          <Skeleton height={90} />
        )}
      </Stack>
    </Paper>
  );
}

function Needs({ explanation, isSession }: { explanation: Explanation; isSession: boolean }) {
  const { scopes, units, operationName, isOpen } = explanation;
  return (
    <>
      <Group justify="space-between">
        <Title order={2} size="h4">
          Scopes needed{operationName ? ` by ${operationName}` : ""}
        </Title>
        <Badge variant="light" tt="none" size="lg" radius="sm">
          {counted(units, "unit")}
        </Badge>
      </Group>
      {scopes.length === 0 ? (
        <Text size="sm">{isOpen ? "None: anybody may run it." : "None: any key runs it."}</Text>
      ) : (
        <List spacing={6} size="sm" listStyleType="none" p={0}>
          {scopes.map(({ scope, fields, isHeld }) => (
            <List.Item key={scope}>
              <Text span size="sm" fw={600} ff="monospace">
                {scope}
              </Text>
              {isSession && !isHeld && (
                <Text span size="xs" c="var(--mantine-color-error)">
                  {" "}
                  your role does not hold it
                </Text>
              )}
              <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
                {fieldsText(fields)}
              </Text>
            </List.Item>
          ))}
        </List>
      )}
      <LimitMeters limits={explanation.limits} />
      <SmallestKey keyScopes={explanation.keyScopes} />
    </>
  );
}

const FIELDS_SHOWN = 4;

function fieldsText(fields: readonly string[]): string {
  const rest = fields.length - FIELDS_SHOWN;
  const shown = fields.slice(0, FIELDS_SHOWN).join(", ");
  return rest > 0 ? `for ${shown} and ${rest} more` : `for ${shown}`;
}

function SmallestKey({ keyScopes }: { keyScopes: Explanation["keyScopes"] }) {
  const { workspace, scopes: held } = useWorkspaceSession();
  if (!keyScopes) {
    return <Text size="sm">No key can run it: it needs what only people may do.</Text>;
  }
  if (keyScopes.length === 0 || !held.has("credentials:write")) return null;
  return (
    <Group>
      <Button
        component={Link}
        to={paths.newApiKey.link(workspace.slug, keyScopes)}
        variant="light"
        leftSection={<IconKey size={16} />}
      >
        Create key for this
      </Button>
      <Text size="xs" c="dimmed">
        With {keyScopes.join(", ")} and nothing else.
      </Text>
    </Group>
  );
}
