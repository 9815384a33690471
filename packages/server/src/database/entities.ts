import { ApiKey } from "../resources/api-keys/api-key.entity.js";
import { ApiKeySecret } from "../resources/api-keys/api-key-secret.entity.js";
import { AuditEvent } from "../resources/audit/audit-event.entity.js";
import { AuditHead } from "../resources/audit/audit-head.entity.js";
import { Campaign } from "../resources/campaigns/campaign.entity.js";
import { Invitation } from "../resources/invitations/invitation.entity.js";
import { Lead } from "../resources/leads/lead.entity.js";
import { WorkspacePolicy } from "../resources/policies/workspace-policy.entity.js";
import { RequestLog } from "../resources/request-logs/request-log.entity.js";
import { Session } from "../resources/users/session.entity.js";
import { User } from "../resources/users/user.entity.js";
import { Member } from "../resources/workspaces/member.entity.js";
import { Workspace } from "../resources/workspaces/workspace.entity.js";

/** Every table's entity; a new resource adds its own here. */
export const ENTITIES = [
  User,
  Session,
  Workspace,
  Member,
  Campaign,
  Lead,
  ApiKey,
  ApiKeySecret,
  RequestLog,
  AuditEvent,
  AuditHead,
  WorkspacePolicy,
  Invitation,
] as const;
