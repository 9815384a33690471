import { Alert } from "../resources/alerts/alert.entity.js";
import { AlertMark } from "../resources/alerts/alert-mark.entity.js";
import { ApiKey } from "../resources/api-keys/api-key.entity.js";
import { ApiKeySecret } from "../resources/api-keys/api-key-secret.entity.js";
import { AuditEvent } from "../resources/audit/audit-event.entity.js";
import { AuditHead } from "../resources/audit/audit-head.entity.js";
import { Campaign } from "../resources/campaigns/campaign.entity.js";
import { Contact } from "../resources/contacts/contact.entity.js";
import { ContactLead } from "../resources/contacts/contact-lead.entity.js";
import { Conversation } from "../resources/conversations/conversation.entity.js";
import { Message } from "../resources/conversations/message.entity.js";
import { IdempotentCall } from "../resources/idempotency/idempotent-call.entity.js";
import { Invitation } from "../resources/invitations/invitation.entity.js";
import { Lead } from "../resources/leads/lead.entity.js";
import { LeadList } from "../resources/lists/lead-list.entity.js";
import { LeadListMember } from "../resources/lists/lead-list-member.entity.js";
import { WorkspacePolicy } from "../resources/policies/workspace-policy.entity.js";
import { ApiKeyScopeDay } from "../resources/request-logs/api-key-scope-day.entity.js";
import { AuthFailure } from "../resources/request-logs/auth-failure.entity.js";
import { KeyNetwork } from "../resources/request-logs/key-network.entity.js";
import { RequestLog } from "../resources/request-logs/request-log.entity.js";
import { RequestLogDelta } from "../resources/request-logs/request-log-delta.entity.js";
import { RequestRollup } from "../resources/request-logs/request-rollup.entity.js";
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
  ApiKeyScopeDay,
  RequestLogDelta,
  RequestRollup,
  AuditEvent,
  AuditHead,
  WorkspacePolicy,
  Invitation,
  IdempotentCall,
  LeadList,
  LeadListMember,
  Contact,
  ContactLead,
  Conversation,
  Message,
  Alert,
  AlertMark,
  AuthFailure,
  KeyNetwork,
] as const;
