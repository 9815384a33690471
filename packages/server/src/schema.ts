import { printSchemaWithDirectives } from "@graphql-tools/utils";
import { type GraphQLSchema, lexicographicSortSchema, specifiedDirectives } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { resolveLazyFields } from "./base/lazy.js";
import { publicDirective, requiresScopeDirective } from "./base/requires-scope.js";
import { AccessResolver } from "./resources/access/access.resolver.js";
import { OperationExplanationResolver } from "./resources/access/operation-explanation.resolver.js";
import { AlertResolver, ApiKeyAlertsResolver } from "./resources/alerts/alert.resolver.js";
import {
  AlertApiKeyResolver,
  ApiKeyResolver,
  RequestGroupApiKeyResolver,
  RequestLogApiKeyResolver,
} from "./resources/api-keys/api-key.resolver.js";
import { ApiKeyLifecycleResolver } from "./resources/api-keys/api-key-lifecycle.resolver.js";
import { PepperResolver } from "./resources/api-keys/pepper.resolver.js";
import { RateLimitResolver } from "./resources/api-keys/rate-limit.resolver.js";
import { AuditResolver } from "./resources/audit/audit.resolver.js";
import { CampaignResolver } from "./resources/campaigns/campaign.resolver.js";
import {
  ApiKeyCampaignResolver,
  ConversationCampaignResolver,
  LeadCampaignResolver,
  LeadListCampaignResolver,
  RequestLogCampaignResolver,
} from "./resources/campaigns/campaign-relations.resolver.js";
import { ContactResolver, LeadContactResolver } from "./resources/contacts/contact.resolver.js";
import { ContextResolver } from "./resources/context/context.resolver.js";
import { ConversationResolver } from "./resources/conversations/conversation.resolver.js";
import { InvitationResolver } from "./resources/invitations/invitation.resolver.js";
import { InvitationAcceptanceResolver } from "./resources/invitations/invitation-acceptance.resolver.js";
import { LeadResolver } from "./resources/leads/lead.resolver.js";
import {
  CampaignLeadCountResolver,
  ConversationLeadResolver,
} from "./resources/leads/lead-relations.resolver.js";
import { LeadListResolver } from "./resources/lists/lead-list.resolver.js";
import {
  LeadListCountResolver,
  LeadListsResolver,
} from "./resources/lists/lead-list-relations.resolver.js";
import { PolicyResolver } from "./resources/policies/policy.resolver.js";
import { RehearsalResolver } from "./resources/rehearsals/rehearsal.resolver.js";
import { AlertRequestsResolver } from "./resources/request-logs/alert-requests.resolver.js";
import { RecentClientsResolver } from "./resources/request-logs/recent-clients.resolver.js";
import {
  RequestLogResolver,
  RequestStatsResolver,
} from "./resources/request-logs/request-log.resolver.js";
import { RequestStoryResolver } from "./resources/request-logs/request-story.resolver.js";
import { ScopeUseResolver } from "./resources/request-logs/scope-use.resolver.js";
import { PasswordResolver } from "./resources/users/password.resolver.js";
import { SignInResolver } from "./resources/users/sign-in.resolver.js";
import { VerificationResolver } from "./resources/verification/verification.resolver.js";
import { MemberResolver } from "./resources/workspaces/member.resolver.js";
import { OwnerResolver } from "./resources/workspaces/owner.resolver.js";
import { WorkspaceResolver } from "./resources/workspaces/workspace.resolver.js";
import type { Services } from "./services.js";

/**
 * Every resolver, and how it is made from the services. A new resource adds its own here.
 * The schema's shape comes from the classes alone, so that it can be printed without a database.
 */
const RESOLVERS = [
  [ContextResolver, (from: Services) => new ContextResolver(from.context)],
  [SignInResolver, (from: Services) => new SignInResolver(from.signIn)],
  [PasswordResolver, (from: Services) => new PasswordResolver(from.passwords)],
  [WorkspaceResolver, (from: Services) => new WorkspaceResolver(from.workspaces)],
  [MemberResolver, (from: Services) => new MemberResolver(from.members)],
  [InvitationResolver, (from: Services) => new InvitationResolver(from.invitations)],
  [
    InvitationAcceptanceResolver,
    (from: Services) => new InvitationAcceptanceResolver(from.invitationAcceptance),
  ],
  [OwnerResolver, (from: Services) => new OwnerResolver(from.owners)],
  [ApiKeyResolver, (from: Services) => new ApiKeyResolver(from.apiKeys)],
  [ApiKeyLifecycleResolver, (from: Services) => new ApiKeyLifecycleResolver(from.apiKeyLifecycle)],
  [RateLimitResolver, () => new RateLimitResolver()],
  [PolicyResolver, (from: Services) => new PolicyResolver(from.policies)],
  [PepperResolver, (from: Services) => new PepperResolver(from.peppers)],
  [AccessResolver, (from: Services) => new AccessResolver(from.access)],
  [
    OperationExplanationResolver,
    (from: Services) => new OperationExplanationResolver(from.operationExplanation),
  ],
  [VerificationResolver, (from: Services) => new VerificationResolver(from.verification)],
  [AuditResolver, (from: Services) => new AuditResolver(from.audit)],
  [RequestLogApiKeyResolver, (from: Services) => new RequestLogApiKeyResolver(from.apiKeys)],
  [RequestGroupApiKeyResolver, (from: Services) => new RequestGroupApiKeyResolver(from.apiKeys)],
  [CampaignResolver, (from: Services) => new CampaignResolver(from.campaigns)],
  [LeadCampaignResolver, (from: Services) => new LeadCampaignResolver(from.campaigns)],
  [LeadListCampaignResolver, (from: Services) => new LeadListCampaignResolver(from.campaigns)],
  [ApiKeyCampaignResolver, (from: Services) => new ApiKeyCampaignResolver(from.campaigns)],
  [RequestLogCampaignResolver, (from: Services) => new RequestLogCampaignResolver(from.campaigns)],
  [LeadResolver, (from: Services) => new LeadResolver(from.leads, from.leadUpserts)],
  [CampaignLeadCountResolver, (from: Services) => new CampaignLeadCountResolver(from.leads)],
  [LeadListResolver, (from: Services) => new LeadListResolver(from.lists, from.listMembers)],
  [LeadListCountResolver, (from: Services) => new LeadListCountResolver(from.listMembers)],
  [LeadListsResolver, (from: Services) => new LeadListsResolver(from.lists, from.listMembers)],
  [ContactResolver, (from: Services) => new ContactResolver(from.contacts)],
  [LeadContactResolver, (from: Services) => new LeadContactResolver(from.contactLeads)],
  [ConversationResolver, (from: Services) => new ConversationResolver(from.conversations)],
  [ConversationLeadResolver, (from: Services) => new ConversationLeadResolver(from.leads)],
  [
    ConversationCampaignResolver,
    (from: Services) => new ConversationCampaignResolver(from.campaigns),
  ],
  [LeadResolver, (from: Services) => new LeadResolver(from.leads, from.leadUpserts)],
  [RehearsalResolver, (from: Services) => new RehearsalResolver(from.rehearsals)],
  [RecentClientsResolver, (from: Services) => new RecentClientsResolver(from.recentClients)],
  [RequestLogResolver, (from: Services) => new RequestLogResolver(from.requestLogs)],
  [RequestStatsResolver, (from: Services) => new RequestStatsResolver(from.requestStats)],
  [ScopeUseResolver, (from: Services) => new ScopeUseResolver(from.scopeUse)],
  [RequestStoryResolver, (from: Services) => new RequestStoryResolver(from.requestStories)],
  [AlertResolver, (from: Services) => new AlertResolver(from.alerts)],
  [AlertApiKeyResolver, (from: Services) => new AlertApiKeyResolver(from.apiKeys)],
  [AlertRequestsResolver, (from: Services) => new AlertRequestsResolver(from.requestLogs)],
  [ApiKeyAlertsResolver, (from: Services) => new ApiKeyAlertsResolver(from.alerts)],
] as const;

const [[firstResolver], ...otherResolvers] = RESOLVERS;

/** The executable schema over the services; without them, one that can only be printed. */
export function createSchema(services: Services | null): GraphQLSchema {
  const instances = new Map<unknown, object>(
    services ? RESOLVERS.map(([resolver, create]) => [resolver, create(services)]) : [],
  );
  const schema = buildSchemaSync({
    resolvers: [firstResolver, ...otherResolvers.map(([resolver]) => resolver)],
    container: { get: (resolver) => instances.get(resolver) },
    directives: [...specifiedDirectives, requiresScopeDirective, publicDirective],
    // Inputs are checked by the shared package's rules, which the console's forms use too.
    validate: false,
  });
  resolveLazyFields(schema);
  return schema;
}

/** The schema's SDL with its directives, sorted, as it is kept in schema.graphql. */
export function printSchema(schema: GraphQLSchema): string {
  return `${printSchemaWithDirectives(lexicographicSortSchema(schema), { assumeValid: true })}\n`;
}
