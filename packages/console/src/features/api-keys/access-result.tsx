import { Alert, Group, Stack, Text, ThemeIcon, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import type { ExplainAccessQuery } from "../../api/generated/graphql.js";

/** What would become of a request, check by check. */
export type AccessExplanation = NonNullable<ExplainAccessQuery["explainAccess"]>;

/** The verdict, and each check in the order a request meets them, with what would help. */
export function AccessResult({ isAllowed, checks }: AccessExplanation) {
  return (
    <Alert
      role="group"
      color={isAllowed ? "teal" : "red"}
      title={isAllowed ? "Such a request would be let in." : "Such a request would be refused."}
    >
      <Stack component="ol" gap="xs" m={0} p={0} style={{ listStyle: "none" }} aria-label="Checks">
        {checks.map(({ name, title, isPassed, reason, remedy }) => (
          <Group component="li" key={name} gap="xs" wrap="nowrap" align="flex-start">
            <ThemeIcon
              size={20}
              radius="xl"
              variant="light"
              color={isPassed ? "teal" : "red"}
              aria-hidden
            >
              {isPassed ? <IconCheck size={14} /> : <IconX size={14} />}
            </ThemeIcon>
            <div>
              <Text size="sm">
                <VisuallyHidden>{isPassed ? "Passed: " : "Failed: "}</VisuallyHidden>
                {title}
              </Text>
              {!isPassed && (
                <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                  <strong>{reason}.</strong> {remedy}
                </Text>
              )}
            </div>
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}
