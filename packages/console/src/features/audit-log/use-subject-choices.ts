import { useQuery } from "@apollo/client/react";
import { AUDIT_SUBJECTS } from "@latchkey/shared";
import { useKeyChoices } from "../../api/use-key-choices.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { MemberChoicesDocument } from "./audit-log.documents.js";

/** What the audit log can be narrowed to, as far as the reader may see it: keys are searched for, the rest is listed. */
export function useSubjectChoices(subjectId: string | null) {
  const { workspace, scopes } = useWorkspaceSession();
  const members = useQuery(MemberChoicesDocument, { skip: !scopes.has("members:read") });
  const others = [
    {
      group: AUDIT_SUBJECTS.workspace,
      items: [{ value: workspace.id, label: workspace.name }],
    },
    {
      group: AUDIT_SUBJECTS.member,
      items: (members.data?.members ?? []).map(({ id, email }) => ({ value: id, label: email })),
    },
  ].filter(({ items }) => items.length > 0);
  const keys = useKeyChoices({
    chosenId: others.some(({ items }) => items.some(({ value }) => value === subjectId))
      ? null
      : subjectId,
    skip: !scopes.has("credentials:read"),
    goneLabel: "The chosen subject",
  });
  return { ...keys, others };
}
