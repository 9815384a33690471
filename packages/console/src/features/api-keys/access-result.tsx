import { Alert, Group, Stack, Text, ThemeIcon, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import type { ExplainAccessQuery } from "../../api/generated/graphql.js";

/** What would become of a request, check by check. */
export type AccessExplanation = NonNullable<ExplainAccessQuery["explainAccess"]>;

const TITLES: Readonly<Record<string, string>> = {
  secret: "The secret is the key’s present one",
  deleted: "The key is not deleted",
  revoked: "The key is not revoked",
  expired: "The key has not expired",
  active: "The key is active",
  address: "The IP allowlist lets the address in",
  scopes: "The key has every permission the operation needs",
};

/** The verdict, and each check in the order a request meets them, with what would help. */
export function AccessResult({ isAllowed, checks }: AccessExplanation) {
  return (
    <Alert
      role="group"
      color={isAllowed ? "teal" : "red"}
      title={isAllowed ? "Such a request would be let in." : "Such a request would be refused."}
    >
      <Stack component="ol" gap="xs" m={0} p={0} style={{ listStyle: "none" }} aria-label="Checks">
        {checks.map(({ name, isPassed, reason, remedy }) => (
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
                {TITLES[name] ?? name}
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
