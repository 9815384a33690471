import { useApolloClient, useMutation } from "@apollo/client/react";
import { POLICY_FIELDS } from "@latchkey/shared";
import { Button, Divider, Group, Paper, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Fragment, lazy, useState } from "react";
import { readFailure } from "../../api/api-failure.js";
import { errorText, fieldErrors } from "../../api/error-text.js";
import type { PolicyRulesFragment } from "../../api/generated/graphql.js";
import { counted } from "../../format/number.js";
import { LateDialog } from "../../ui/late-dialog.js";
import { notifyDone } from "../../ui/notify.js";
import { UnsavedChangesGuard } from "../../ui/unsaved-changes-guard.js";
import { PolicyConflict } from "./policy-conflict.js";
import { PolicyDemand } from "./policy-demand.js";
import {
  type PolicyDifference,
  policyDifferences,
  policyForm,
  policyFormErrors,
  policyRules,
  rebasedPolicyForm,
} from "./policy-form.js";
import { UpdateWorkspacePolicyDocument, WorkspacePolicyDocument } from "./settings.documents.js";

const PolicyReviewDialog = lazy(async () => {
  const { PolicyReviewDialog: component } = await import("./policy-review-dialog.js");
  return { default: component };
});

/** The form of the policy. Nothing is saved before it was seen which keys it would touch. */
export function PolicyEditor({ policy }: { policy: PolicyRulesFragment }) {
  const client = useApolloClient();
  const [base, setBase] = useState(policy);
  const [isReviewing, setIsReviewing] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [conflicts, setConflicts] = useState<readonly PolicyDifference[]>([]);
  const [update, { loading }] = useMutation(UpdateWorkspacePolicyDocument);
  const form = useForm({ initialValues: policyForm(policy), validate: policyFormErrors });
  const rules = policyRules(form.values);
  const changes = policyDifferences(base, rules);

  const standOn = (current: PolicyRulesFragment, values = policyForm(current)) => {
    setBase(current);
    setRefusal(null);
    form.setValues(values);
    form.clearErrors();
  };

  const takeOver = async (conflict: unknown) => {
    const { data } = await client.query({
      query: WorkspacePolicyDocument,
      fetchPolicy: "network-only",
    });
    const current = data?.workspacePolicy;
    if (!current) return;
    const differences = policyDifferences(base, current);
    setConflicts(differences);
    if (differences.length === 0) {
      // Changed and changed back: the review still holds.
      setBase(current);
      setRefusal(errorText(conflict));
      return;
    }
    standOn(current, rebasedPolicyForm(form.values, base, current));
    setIsReviewing(false);
  };

  const save = async () => {
    setRefusal(null);
    try {
      const input = { ...rules, version: base.version };
      const { data } = await update({ variables: { input } });
      const saved = data?.updateWorkspacePolicy?.policy;
      if (saved) standOn(saved);
      setConflicts([]);
      setIsReviewing(false);
      notifyDone("The key policy is saved.");
    } catch (error) {
      if (readFailure(error).code === "CONFLICT") {
        await takeOver(error).catch(() => setRefusal(errorText(error)));
        return;
      }
      const found = Object.entries(fieldErrors(error, POLICY_FIELDS));
      form.setErrors(Object.fromEntries(found.map(([field, text]) => [`days.${field}`, text])));
      if (found.length > 0) setIsReviewing(false);
      else setRefusal(errorText(error));
    }
  };

  const review = form.onSubmit(() => {
    if (changes.length === 0) return;
    setRefusal(null);
    setIsReviewing(true);
  });

  return (
    <form onSubmit={review} noValidate>
      {conflicts.length > 0 && <PolicyConflict differences={conflicts} />}
      <Paper withBorder radius="lg">
        {POLICY_FIELDS.map((field, index) => (
          <Fragment key={field}>
            {index > 0 && <Divider />}
            <PolicyDemand field={field} form={form} />
          </Fragment>
        ))}
        <Divider />
        <Group p="lg" justify="space-between">
          <Text size="sm" c="dimmed" role="status">
            {changes.length === 0
              ? "No unsaved changes."
              : `${counted(changes.length, "unsaved change")}.`}
          </Text>
          <Group gap="sm">
            <Button
              variant="default"
              disabled={changes.length === 0}
              onClick={() => {
                setConflicts([]);
                standOn(base);
              }}
            >
              Discard
            </Button>
            {/* Still in the order of the keyboard: the focus comes back to it after saving. */}
            <Button
              type="submit"
              data-disabled={changes.length === 0 || undefined}
              aria-disabled={changes.length === 0}
            >
              Review changes
            </Button>
          </Group>
        </Group>
      </Paper>
      {changes.length > 0 && (
        <UnsavedChangesGuard>Your changes to the key policy are not saved.</UnsavedChangesGuard>
      )}
      {isReviewing && (
        <LateDialog onClose={() => setIsReviewing(false)}>
          <PolicyReviewDialog
            rules={rules}
            changes={changes}
            refusal={refusal}
            isSaving={loading}
            onClose={() => setIsReviewing(false)}
            onSave={save}
          />
        </LateDialog>
      )}
    </form>
  );
}
