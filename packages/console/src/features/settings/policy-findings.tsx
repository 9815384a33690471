import { displayKey } from "@latchkey/shared";
import { Alert, Anchor, Badge, Button, Code, Group, Paper, Stack, Text } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useState } from "react";
import type { PolicyFindingRowFragment } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { count } from "../../format/number.js";
import { paths } from "../../paths.js";
import { policyEffectSummary, policyEffects } from "./policy-effects.js";

const SHOWN = 20;

/** Each key that a policy would touch, with what would happen to it. */
export function PolicyFindings({ findings }: { findings: readonly PolicyFindingRowFragment[] }) {
  const [isWhole, setIsWhole] = useState(false);
  if (findings.length === 0) {
    return (
      <Alert color="teal" role="status" title="No key would be touched">
        Every key that works now meets this policy.
      </Alert>
    );
  }
  const shown = isWhole ? findings : findings.slice(0, SHOWN);
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600} role="status">
        {policyEffectSummary(findings)}
      </Text>
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: "none" }}>
        {shown.map((finding) => (
          <FindingRow key={finding.apiKey.id} finding={finding} />
        ))}
      </Stack>
      {shown.length < findings.length && (
        <Button variant="default" size="xs" onClick={() => setIsWhole(true)}>
          Show all {count(findings.length)}
        </Button>
      )}
    </Stack>
  );
}

function FindingRow({ finding }: { finding: PolicyFindingRowFragment }) {
  const { workspace } = useWorkspaceSession();
  const { id, name, start, lastFour } = finding.apiKey;
  return (
    <Paper component="li" withBorder radius="md" p="sm">
      <Group gap="xs" mb={6}>
        {/* In a tab of its own: the form stays as it is. */}
        <Anchor
          href={paths.apiKey.link(workspace.slug, id)}
          target="_blank"
          rel="noopener"
          size="sm"
          fw={600}
        >
          {name} <IconExternalLink size={13} aria-label="(opens in a new tab)" />
        </Anchor>
        <Code fz="xs">{displayKey(start, lastFour)}</Code>
      </Group>
      <Stack gap={6}>
        {policyEffects(finding).map(({ title, color, text }) => (
          <Group key={text} gap="xs" align="flex-start" wrap="nowrap">
            <Badge color={color} variant="light" radius="sm" tt="none" flex="none">
              {title}
            </Badge>
            <Text size="sm">{text}</Text>
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}
