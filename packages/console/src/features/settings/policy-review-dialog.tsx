import { useQuery } from "@apollo/client/react";
import type { WorkspacePolicyRules } from "@latchkey/shared";
import { Button, Group, List, Skeleton, Stack, Text } from "@mantine/core";
import { errorText } from "../../api/error-text.js";
import { Dialog } from "../../ui/dialog.js";
import { FailureAlert } from "../../ui/failure-alert.js";
import { PolicyFindings } from "./policy-findings.js";
import type { PolicyDifference } from "./policy-form.js";
import { PolicyPreviewDocument } from "./settings.documents.js";

/** What saving would change, and which keys it would touch; only from here the policy is saved. */
export function PolicyReviewDialog(props: {
  readonly rules: WorkspacePolicyRules;
  readonly changes: readonly PolicyDifference[];
  readonly refusal: string | null;
  readonly isSaving: boolean;
  readonly onClose: () => void;
  readonly onSave: () => void;
}) {
  const { rules, changes, refusal, isSaving, onClose, onSave } = props;
  const { data, error, refetch } = useQuery(PolicyPreviewDocument, {
    variables: { input: { ...rules } },
    fetchPolicy: "no-cache",
  });
  const findings = data?.workspacePolicyPreview;
  return (
    <Dialog title="Review the key policy" size="lg" onClose={onClose}>
      <Stack>
        <List size="sm" spacing={4}>
          {changes.map(({ title, before, after }) => (
            <List.Item key={title}>
              {title}: <del>{before}</del> → <strong>{after}</strong>
            </List.Item>
          ))}
        </List>
        {findings ? (
          <PolicyFindings findings={findings} />
        ) : error ? (
          <>
            <FailureAlert>{errorText(error)}</FailureAlert>
            <Button variant="default" onClick={() => refetch().catch(() => {})}>
              Try again
            </Button>
          </>
        ) : (
          <Stack gap="xs" role="status" aria-label="Looking for the keys it would touch">
            <Skeleton height={18} width="60%" radius="sm" />
            <Skeleton height={64} radius="md" />
          </Stack>
        )}
        {refusal && <FailureAlert>{refusal}</FailureAlert>}
        <Text size="sm" c="dimmed">
          It holds for every key that is created or edited from then on.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Keep editing
          </Button>
          <Button disabled={!findings} loading={isSaving} onClick={onSave}>
            Save policy
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
