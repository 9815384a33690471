import { displayKey, KEY_ENVIRONMENTS } from "@latchkey/shared";
import { Anchor, Badge, Button, Code, Group, Stack, Title } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { Link } from "react-router";
import type { ApiKeyRowFragment } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { paths } from "../../paths.js";
import { KEY_ACTION_ICONS } from "./key-action-icons.js";
import { KEY_ACTIONS, type KeyAction, offeredActions } from "./key-actions.js";
import { StatusBadges } from "./status-badges.js";

/** Which key it is, in what state, and what can be done with it. */
export function ApiKeyHeader(props: {
  readonly apiKey: ApiKeyRowFragment;
  readonly onAction: (action: KeyAction) => void;
}) {
  const { apiKey, onAction } = props;
  const session = useWorkspaceSession();
  return (
    <Stack gap="xs" mb="lg">
      <Anchor component={Link} to={paths.apiKeys.link(session.workspace.slug)} size="sm">
        <Group gap={4} component="span" display="inline-flex">
          <IconArrowLeft size={14} /> All keys
        </Group>
      </Anchor>
      <Group justify="space-between" gap="md">
        <Stack gap={8} miw={0}>
          <Title order={1} style={{ overflowWrap: "anywhere" }}>
            {apiKey.name}
          </Title>
          <Group gap="sm">
            <StatusBadges apiKey={apiKey} />
            <Badge variant="default" radius="sm" tt="none">
              {KEY_ENVIRONMENTS[apiKey.environment].title}
            </Badge>
            <Code fz="xs">{displayKey(apiKey.start, apiKey.lastFour)}</Code>
          </Group>
        </Stack>
        <Group gap="xs">
          {offeredActions(apiKey, session).map((action) => {
            const Icon = KEY_ACTION_ICONS[action];
            const isDangerous = action === "revoke" || action === "delete";
            return (
              <Button
                key={action}
                size="sm"
                variant={isDangerous ? "light" : "default"}
                color={isDangerous ? "red" : undefined}
                leftSection={<Icon size={16} />}
                onClick={() => onAction(action)}
              >
                {KEY_ACTIONS[action]}
              </Button>
            );
          })}
        </Group>
      </Group>
    </Stack>
  );
}
