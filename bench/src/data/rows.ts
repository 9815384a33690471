import { randomBytes } from "node:crypto";
import { newId } from "@latchkey/server/dist/database/new-id.js";
import {
  type Campaign,
  CampaignStatus,
} from "@latchkey/server/dist/resources/campaigns/campaign.entity.js";
import { type Lead, LeadStatus } from "@latchkey/server/dist/resources/leads/lead.entity.js";
import { hashPassword } from "@latchkey/server/dist/resources/users/password.js";
import type { User } from "@latchkey/server/dist/resources/users/user.entity.js";
import type { Member } from "@latchkey/server/dist/resources/workspaces/member.entity.js";
import type { Workspace } from "@latchkey/server/dist/resources/workspaces/workspace.entity.js";
import { DEFAULT_RATE_LIMIT_MAX, type RoleName } from "@latchkey/shared";

const LEADS = 1_000;
const STATUSES = Object.values(LeadStatus);

/** The rows that every server here has, each in a database of its own. */
export interface Rows {
  readonly admin: User;
  readonly password: string;
  readonly workspace: Workspace;
  readonly member: Member;
  readonly campaign: Campaign;
  readonly leads: readonly Lead[];
}

/** Invents one workspace with 1,000 leads and an admin who can sign in. */
export async function inventRows(): Promise<Rows> {
  const createdAt = new Date();
  const password = randomBytes(18).toString("base64url");
  const admin: User = {
    id: newId(),
    email: "admin@bench.example",
    name: "Bench Admin",
    passwordHash: await hashPassword(password),
    isPlatformAdmin: true,
    createdAt,
  };
  const workspace: Workspace = {
    id: newId(),
    name: "Bench",
    slug: "bench",
    rateLimitMax: DEFAULT_RATE_LIMIT_MAX,
    createdAt,
  };
  const role: RoleName = "ADMIN";
  const campaign: Campaign = {
    id: newId(),
    workspaceId: workspace.id,
    name: "Spring launch",
    nameKey: "spring launch",
    description: null,
    status: CampaignStatus.ACTIVE,
    version: 1,
    createdAt,
    updatedAt: createdAt,
  };
  return {
    admin,
    password,
    workspace,
    member: { id: newId(), workspaceId: workspace.id, userId: admin.id, role, createdAt },
    campaign,
    leads: Array.from({ length: LEADS }, (_, index) => inventLead(index, campaign)),
  };
}

/** A lead of a customer; the later ones are the younger. */
export function inventLead(index: number, campaign: Campaign): Lead {
  const createdAt = new Date(campaign.createdAt.getTime() - (LEADS - index) * 1_000);
  return {
    id: newId(createdAt),
    workspaceId: campaign.workspaceId,
    campaignId: campaign.id,
    externalId: null,
    name: `Lead Number ${index}`,
    nameKey: `lead number ${index}`,
    lastNameKey: `${index}`,
    email: `lead-${index}@customer.example`,
    phone: null,
    company: "Customer & Sons",
    companyKey: "customer & sons",
    title: null,
    source: "bench",
    status: STATUSES[index % STATUSES.length] ?? LeadStatus.NEW,
    notes: null,
    customFields: {},
    version: 1,
    createdAt,
    updatedAt: createdAt,
  };
}
