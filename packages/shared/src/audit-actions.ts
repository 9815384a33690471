interface AuditActionInfo {
  readonly title: string;
  readonly subject: AuditSubject;
}

/** What the audit log's events are about, as a heading over their actions. */
export const AUDIT_SUBJECTS = {
  apiKey: "API keys",
  member: "Members",
  invitation: "Invitations",
  workspace: "Workspace",
  alert: "Alerts",
} as const;

/** The kind of thing that an event is about. */
export type AuditSubject = keyof typeof AUDIT_SUBJECTS;

/** Every action that the audit log records, named as its mutation, with its words for a person. */
export const AUDIT_ACTIONS = {
  createApiKey: { title: "Created a key", subject: "apiKey" },
  updateApiKey: { title: "Edited a key", subject: "apiKey" },
  rotateApiKey: { title: "Rotated a key", subject: "apiKey" },
  closeApiKeySecret: { title: "Closed an old secret", subject: "apiKey" },
  extendApiKeySecret: { title: "Extended an old secret", subject: "apiKey" },
  deactivateApiKey: { title: "Deactivated a key", subject: "apiKey" },
  activateApiKey: { title: "Activated a key", subject: "apiKey" },
  revokeApiKey: { title: "Revoked a key", subject: "apiKey" },
  deleteApiKey: { title: "Deleted a key", subject: "apiKey" },
  updateMember: { title: "Changed a member's role", subject: "member" },
  removeMember: { title: "Removed a member", subject: "member" },
  inviteMember: { title: "Invited somebody", subject: "invitation" },
  revokeInvitation: { title: "Took an invitation back", subject: "invitation" },
  acceptInvitation: { title: "Accepted an invitation", subject: "member" },
  updateWorkspace: { title: "Changed the workspace", subject: "workspace" },
  updateWorkspacePolicy: { title: "Changed the key policy", subject: "workspace" },
  acknowledgeAlert: { title: "Acknowledged an alert", subject: "alert" },
} as const satisfies Readonly<Record<string, AuditActionInfo>>;

/** The name of an action that the audit log records. */
export type AuditAction = keyof typeof AUDIT_ACTIONS;

/** Whether a text names an action of the table; an event of an older version may name another. */
export function isAuditAction(text: string): text is AuditAction {
  return Object.hasOwn(AUDIT_ACTIONS, text);
}
