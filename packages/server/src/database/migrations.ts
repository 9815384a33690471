import { BinaryCollation1761000000000 } from "./migrations/1761000000000-binary-collation.js";
import { CreateUsers1761000000001 } from "./migrations/1761000000001-create-users.js";
import { CreateWorkspaces1761000000002 } from "./migrations/1761000000002-create-workspaces.js";
import { CreateData1761000000003 } from "./migrations/1761000000003-create-data.js";
import { CreateApiKeys1761000000004 } from "./migrations/1761000000004-create-api-keys.js";
import { CreateRequestLogs1761000000005 } from "./migrations/1761000000005-create-request-logs.js";
import { ExtendApiKeys1761000000006 } from "./migrations/1761000000006-extend-api-keys.js";
import { CreateAudit1761000000007 } from "./migrations/1761000000007-create-audit.js";
import { CreatePolicies1761000000008 } from "./migrations/1761000000008-create-policies.js";
import { CreateInvitations1761000000009 } from "./migrations/1761000000009-create-invitations.js";
import { AddRateLimits1761000000010 } from "./migrations/1761000000010-add-rate-limits.js";
import { VersionPolicies1761000000011 } from "./migrations/1761000000011-version-policies.js";
import { AddKeyActivation1761000000012 } from "./migrations/1761000000012-add-key-activation.js";
import { SetRequestLogsAside1761000000013 } from "./migrations/1761000000013-set-request-logs-aside.js";
import { RecreateRequestLogs1761000000014 } from "./migrations/1761000000014-recreate-request-logs.js";
import { CreateRequestRollups1761000000015 } from "./migrations/1761000000015-create-request-rollups.js";
import { CreateRequestLogDeltas1761000000016 } from "./migrations/1761000000016-create-request-log-deltas.js";
import { TellRequestStories1761000000017 } from "./migrations/1761000000017-tell-request-stories.js";
import { CountScopeUse1761000000018 } from "./migrations/1761000000018-count-scope-use.js";
import { AddKeyClient1761000000019 } from "./migrations/1761000000019-add-key-client.js";
import { ExtendLeads1761000000020 } from "./migrations/1761000000020-extend-leads.js";
import { ExtendCampaigns1761000000021 } from "./migrations/1761000000021-extend-campaigns.js";
import { FillSearchKeys1761000000022 } from "./migrations/1761000000022-fill-search-keys.js";
import { IndexLeads1761000000023 } from "./migrations/1761000000023-index-leads.js";
import { CreateIdempotentCalls1761000000024 } from "./migrations/1761000000024-create-idempotent-calls.js";
import { CreateLists1761000000025 } from "./migrations/1761000000025-create-lists.js";
import { CreateContacts1761000000026 } from "./migrations/1761000000026-create-contacts.js";
import { CreateConversations1761000000027 } from "./migrations/1761000000027-create-conversations.js";
import { CreateAlerts1761000000030 } from "./migrations/1761000000030-create-alerts.js";
import { CountAuthFailures1761000000031 } from "./migrations/1761000000031-count-auth-failures.js";
import { RememberKeyNetworks1761000000032 } from "./migrations/1761000000032-remember-key-networks.js";
import { CreateAlertMarks1761000000033 } from "./migrations/1761000000033-create-alert-marks.js";
import { IndexExternalIds1761000000034 } from "./migrations/1761000000034-index-external-ids.js";
import { IndexCampaignsKeys1761000000035 } from "./migrations/1761000000035-index-campaigns-keys.js";
import { IndexCampaignsContacts1761000000036 } from "./migrations/1761000000036-index-campaigns-contacts.js";
import { AddLastNamesOfLeads1761000000040 } from "./migrations/1761000000040-add-last-names-of-leads.js";
import { AddLastNamesOfContacts1761000000041 } from "./migrations/1761000000041-add-last-names-of-contacts.js";
import { FillLastNames1761000000042 } from "./migrations/1761000000042-fill-last-names.js";
import { IndexAuditEvents1761000000043 } from "./migrations/1761000000043-index-audit-events.js";
import { IndexChannels1761000000044 } from "./migrations/1761000000044-index-channels.js";

/** Every migration, in order; one that has landed is never edited. */
export const MIGRATIONS = [
  BinaryCollation1761000000000,
  CreateUsers1761000000001,
  CreateWorkspaces1761000000002,
  CreateData1761000000003,
  CreateApiKeys1761000000004,
  CreateRequestLogs1761000000005,
  ExtendApiKeys1761000000006,
  CreateAudit1761000000007,
  CreatePolicies1761000000008,
  CreateInvitations1761000000009,
  AddRateLimits1761000000010,
  VersionPolicies1761000000011,
  AddKeyActivation1761000000012,
  SetRequestLogsAside1761000000013,
  RecreateRequestLogs1761000000014,
  CreateRequestRollups1761000000015,
  CreateRequestLogDeltas1761000000016,
  TellRequestStories1761000000017,
  CountScopeUse1761000000018,
  AddKeyClient1761000000019,
  ExtendLeads1761000000020,
  ExtendCampaigns1761000000021,
  FillSearchKeys1761000000022,
  IndexLeads1761000000023,
  CreateIdempotentCalls1761000000024,
  CreateLists1761000000025,
  CreateContacts1761000000026,
  CreateConversations1761000000027,
  CreateAlerts1761000000030,
  CountAuthFailures1761000000031,
  RememberKeyNetworks1761000000032,
  CreateAlertMarks1761000000033,
  IndexExternalIds1761000000034,
  IndexCampaignsKeys1761000000035,
  IndexCampaignsContacts1761000000036,
  AddLastNamesOfLeads1761000000040,
  AddLastNamesOfContacts1761000000041,
  FillLastNames1761000000042,
  IndexAuditEvents1761000000043,
  IndexChannels1761000000044,
] as const;
