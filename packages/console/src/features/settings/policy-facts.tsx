import { POLICY_DEMANDS, POLICY_FIELDS, type WorkspacePolicyRules } from "@latchkey/shared";
import { Badge, Box, Divider, Group, Paper, Text } from "@mantine/core";
import { Fragment } from "react";
import { policyValue } from "../../format/policy-value.js";
import { capitalized } from "../../format/sentence.js";

/** The policy for those who may read it and not change it. */
export function PolicyFacts({ policy }: { policy: WorkspacePolicyRules }) {
  return (
    <Paper withBorder radius="lg">
      {POLICY_FIELDS.map((field) => {
        const { title, description } = POLICY_DEMANDS[field];
        const value = policyValue(policy[field]);
        return (
          <Fragment key={field}>
            <Group p="lg" gap="sm" justify="space-between" align="flex-start" wrap="nowrap">
              <Box>
                <Text size="sm" fw={600}>
                  {title}
                </Text>
                <Text size="xs" c="dimmed" maw="44rem">
                  {description}
                </Text>
              </Box>
              <Badge
                color={value === "off" ? "gray" : "teal"}
                variant="light"
                radius="sm"
                tt="none"
                flex="none"
              >
                {capitalized(value)}
              </Badge>
            </Group>
            <Divider />
          </Fragment>
        );
      })}
      <Text size="sm" c="dimmed" p="lg">
        The workspace's admins can change this.
      </Text>
    </Paper>
  );
}
