import type { Scope } from "@latchkey/shared";
import type { Redis } from "ioredis";
import type { DataSource } from "typeorm";
import { replayLimits } from "./admission/replay-limits.js";
import type { Clock } from "./base/clock.js";
import type { Pepper } from "./base/config.js";
import type { AnnounceKeys } from "./base/key-changes.js";
import { AccessService } from "./resources/access/access.service.js";
import type { ExplainOperation } from "./resources/access/explain-operation.js";
import { OperationExplanationService } from "./resources/access/operation-explanation.service.js";
import { AlertService } from "./resources/alerts/alert.service.js";
import { AlertStore } from "./resources/alerts/alert.store.js";
import { alertChecks } from "./resources/alerts/alert-checks.js";
import { ApiKeyService } from "./resources/api-keys/api-key.service.js";
import { ApiKeyStore } from "./resources/api-keys/api-key.store.js";
import { ApiKeyLifecycleService } from "./resources/api-keys/api-key-lifecycle.service.js";
import { KeyHasher } from "./resources/api-keys/key-hasher.js";
import { PepperService } from "./resources/api-keys/pepper.service.js";
import { SecretIssuer } from "./resources/api-keys/secret-issuer.js";
import { AuditService } from "./resources/audit/audit.service.js";
import { AuditChain } from "./resources/audit/audit-chain.js";
import { AuditTrail } from "./resources/audit/audit-trail.js";
import { CampaignService } from "./resources/campaigns/campaign.service.js";
import { ContactService } from "./resources/contacts/contact.service.js";
import { ContactLeads } from "./resources/contacts/contact-leads.js";
import { ContextService } from "./resources/context/context.service.js";
import { ConversationService } from "./resources/conversations/conversation.service.js";
import { IdempotentCalls } from "./resources/idempotency/idempotent-calls.js";
import { InvitationService } from "./resources/invitations/invitation.service.js";
import { InvitationAcceptanceService } from "./resources/invitations/invitation-acceptance.service.js";
import { LeadService } from "./resources/leads/lead.service.js";
import { LeadUpsertService } from "./resources/leads/lead-upsert.service.js";
import { LeadListService } from "./resources/lists/lead-list.service.js";
import { LeadListMemberService } from "./resources/lists/lead-list-member.service.js";
import { PolicyService } from "./resources/policies/policy.service.js";
import { PolicyReader } from "./resources/policies/policy-reader.js";
import { RehearsalService } from "./resources/rehearsals/rehearsal.service.js";
import { MatchingDays } from "./resources/request-logs/matching-days.js";
import { RecentClientsService } from "./resources/request-logs/recent-clients.service.js";
import { RequestCounter } from "./resources/request-logs/request-counter.js";
import { RequestLogService } from "./resources/request-logs/request-log.service.js";
import { RequestStatsService } from "./resources/request-logs/request-stats.service.js";
import { RequestStoryService } from "./resources/request-logs/request-story.service.js";
import { ScopeUseService } from "./resources/request-logs/scope-use.service.js";
import { PasswordService } from "./resources/users/password.service.js";
import { Sessions } from "./resources/users/sessions.js";
import { SignInService } from "./resources/users/sign-in.service.js";
import { SignInThrottle } from "./resources/users/sign-in-throttle.js";
import { VerificationService } from "./resources/verification/verification.service.js";
import type { VerifyKeys } from "./resources/verification/verify-keys.js";
import { MemberService } from "./resources/workspaces/member.service.js";
import { OwnerService } from "./resources/workspaces/owner.service.js";
import { WorkspaceService } from "./resources/workspaces/workspace.service.js";

/** What the services stand on. */
export interface Foundations {
  readonly database: DataSource;
  readonly redis: Redis | null;
  readonly clock: Clock;
  readonly peppers: readonly Pepper[];
  readonly keyPrefix: string;
  /** Called by every change of what admission knows of keys. */
  readonly announce: AnnounceKeys;
}

/**
 * Every subject's service, made once; `scopesOf` plans an operation's text, `verifyKeys` judges keys,
 * `explainOperation` plans for people.
 * A new resource adds its own here.
 */
export function createServices(
  { database, redis, clock, peppers, keyPrefix, announce }: Foundations,
  scopesOf: (operation: string) => readonly Scope[],
  verifyKeys: VerifyKeys = noVerifying,
  explainOperation: ExplainOperation = noExplaining,
) {
  const hasher = new KeyHasher(peppers);
  const chain = new AuditChain(peppers);
  const audit = new AuditTrail(chain, clock);
  const keyStore = new ApiKeyStore(database, audit, clock, announce);
  const policies = new PolicyReader(database);
  const issuer = new SecretIssuer(hasher, keyPrefix, clock);
  const contactLeads = new ContactLeads(database);
  const sessions = new Sessions(database, clock);
  const throttle = new SignInThrottle(redis, clock);
  const counter = new RequestCounter(database, clock);
  return {
    hasher,
    access: new AccessService(database, clock, scopesOf),
    alerts: new AlertService(database, audit, clock),
    alertChecks: alertChecks(new AlertStore(database, clock)),
    apiKeys: new ApiKeyService(keyStore, issuer, policies, clock),
    apiKeyLifecycle: new ApiKeyLifecycleService(keyStore, issuer, clock),
    audit: new AuditService(database, chain),
    campaigns: new CampaignService(database, clock),
    contactLeads,
    contacts: new ContactService(database, clock, contactLeads),
    context: new ContextService(database),
    conversations: new ConversationService(database),
    invitationAcceptance: new InvitationAcceptanceService(
      database,
      audit,
      throttle,
      sessions,
      clock,
    ),
    invitations: new InvitationService(database, audit, clock),
    leads: new LeadService(database, clock),
    leadUpserts: new LeadUpsertService(database, clock, new IdempotentCalls(database, clock)),
    lists: new LeadListService(database, clock),
    listMembers: new LeadListMemberService(database, clock),
    members: new MemberService(database, audit, clock, announce),
    operationExplanation: new OperationExplanationService(explainOperation),
    owners: new OwnerService(database, clock),
    passwords: new PasswordService(database, throttle, sessions),
    peppers: new PepperService(database, hasher, clock),
    policies: new PolicyService(database, audit, clock, announce),
    recentClients: new RecentClientsService(database, clock),
    rehearsals: new RehearsalService(database, clock, replayLimits),
    requestStories: new RequestStoryService(database, clock),
    scopeUse: new ScopeUseService(database, clock),
    requestLogs: new RequestLogService(database, counter, new MatchingDays(database, clock)),
    requestStats: new RequestStatsService(counter, clock),
    signIn: new SignInService(database, throttle, sessions),
    verification: new VerificationService(verifyKeys),
    workspaces: new WorkspaceService(database, audit, clock, announce),
  };
}

/** For those who open no port: without admission nobody's key is judged. */
const noVerifying: VerifyKeys = () => Promise.reject(new Error("Keys are verified by a server"));

/** Without admission nothing is planned, either. */
const noExplaining: ExplainOperation = () => {
  throw new Error("Operations are explained by a server");
};

/** Every subject's service. */
export type Services = ReturnType<typeof createServices>;
