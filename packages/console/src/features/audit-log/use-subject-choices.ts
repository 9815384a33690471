import { useQuery } from "@apollo/client/react";
import { AUDIT_SUBJECTS } from "@latchkey/shared";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { MemberChoicesDocument, SubjectChoicesDocument } from "./audit-log.documents.js";

interface SubjectGroup {
  readonly group: string;
  readonly items: { readonly value: string; readonly label: string }[];
}

/** What the audit log can be narrowed to, as far as the reader may see it. */
export function useSubjectChoices(): SubjectGroup[] {
  const { workspace, scopes } = useWorkspaceSession();
  const keys = useQuery(SubjectChoicesDocument, { skip: !scopes.has("credentials:read") });
  const members = useQuery(MemberChoicesDocument, { skip: !scopes.has("members:read") });
  const groups = [
    {
      group: AUDIT_SUBJECTS.workspace,
      items: [{ value: workspace.id, label: workspace.name }],
    },
    {
      group: AUDIT_SUBJECTS.member,
      items: (members.data?.members ?? []).map(({ id, email }) => ({ value: id, label: email })),
    },
    {
      group: AUDIT_SUBJECTS.apiKey,
      items: (keys.data?.apiKeys.nodes ?? []).map(({ id, name, start }) => ({
        value: id,
        label: `${name} (${start}…)`,
      })),
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
