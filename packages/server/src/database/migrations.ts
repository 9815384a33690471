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
] as const;
