import { randomBytes } from "node:crypto";
import { PRESETS, type RoleName } from "@latchkey/shared";
import type { SessionActor } from "../base/actor.js";
import { newId } from "../database/new-id.js";
import { lastNameKey, searchKey } from "../database/search-key.js";
import { Campaign, CampaignStatus } from "../resources/campaigns/campaign.entity.js";
import type { Lead } from "../resources/leads/lead.entity.js";
import { insertLeads } from "../resources/leads/lead-rows.js";
import { hashPassword } from "../resources/users/password.js";
import { User } from "../resources/users/user.entity.js";
import { Member } from "../resources/workspaces/member.entity.js";
import { Workspace } from "../resources/workspaces/workspace.entity.js";
import { createServices, type Foundations, type Services } from "../services.js";
import { seedKeys } from "./demo-keys.js";
import { seedRelations } from "./demo-relations.js";
import { inventPerson } from "./people.js";
import { SeededRandom } from "./random.js";

const DAY_MS = 86_400_000;
const LEADS_PER_INSERT = 500;

const COMPANIES = [
  {
    name: "Northwind Outreach",
    slug: "northwind",
    leads: 10_000,
    campaigns: [
      "Spring launch",
      "Partner referrals",
      "Trade fair follow-up",
      "Win-back",
      "Newsletter",
      "Summer preview",
    ],
  },
  { name: "Acme Robotics", slug: "acme", leads: 300, campaigns: ["Factory tours", "Spare parts"] },
  {
    name: "Bluebird Health",
    slug: "bluebird",
    leads: 200,
    campaigns: ["Clinics", "Care partners"],
  },
] as const;

/** Fills an empty database with three invented companies. */
export class DemoSeeder {
  private readonly random = new SeededRandom(20_26);
  private readonly services: Services;

  constructor(
    private readonly foundations: Foundations,
    private readonly report: (line: string) => void,
  ) {
    this.services = createServices(foundations, () => []);
  }

  /** Returns the first company's slug and the one key whose secret is told. */
  async seed(admin: {
    email: string;
    password: string;
    isGenerated: boolean;
  }): Promise<{ workspace: string; apiKey: string }> {
    const adminHash = await hashPassword(admin.password);
    // A password that the operator chose is the admin's alone; a generated one opens every role.
    const passwordHash = admin.isGenerated
      ? adminHash
      : await hashPassword(randomBytes(18).toString("base64url"));
    const people = {
      ADMIN: await this.ensureUser(admin.email, "Alex Admin", adminHash, true),
      EDITOR: await this.ensureUser("editor@northwind.example", "Erin Editor", passwordHash, false),
      VIEWER: await this.ensureUser("viewer@northwind.example", "Vic Viewer", passwordHash, false),
    };
    const secrets: string[] = [];
    for (const company of COMPANIES) {
      const workspace = await this.insertWorkspace(company, people);
      const campaigns = await this.insertCampaigns(workspace, company.campaigns);
      const leads = await this.insertLeads(workspace, campaigns, company.leads);
      await seedRelations(this.foundations, this.random, leads);
      const actor = actorOf(people.ADMIN, workspace);
      secrets.push(await seedKeys(this.foundations, this.services, this.random, actor, campaigns));
    }
    return { workspace: COMPANIES[0].slug, apiKey: secrets[0] ?? "" };
  }

  private async ensureUser(
    email: string,
    name: string,
    passwordHash: string,
    isPlatformAdmin: boolean,
  ): Promise<User> {
    const users = this.foundations.database.getRepository(User);
    const known = await users.findOneBy({ email });
    if (known) return known;
    const user = users.create({
      id: newId(),
      email,
      name,
      passwordHash,
      isPlatformAdmin,
      createdAt: this.foundations.clock.now(),
    });
    await users.insert(user);
    return user;
  }

  private async insertWorkspace(
    company: { name: string; slug: string },
    people: Readonly<Record<RoleName, User>>,
  ): Promise<Workspace> {
    const { database, clock } = this.foundations;
    const createdAt = clock.now();
    const workspace = database
      .getRepository(Workspace)
      .create({ id: newId(), name: company.name, slug: company.slug, createdAt });
    await database.getRepository(Workspace).insert(workspace);
    const members = Object.entries(people).map(([role, user]) => ({
      id: newId(),
      workspaceId: workspace.id,
      userId: user.id,
      role: role as RoleName,
      createdAt,
    }));
    // The other companies have one admin of their own kind, and nobody else of the first one's.
    const isFirst = company.slug === COMPANIES[0].slug;
    await database
      .getRepository(Member)
      .insert(isFirst ? members : members.filter((member) => member.role === "ADMIN"));
    return workspace;
  }

  private async insertCampaigns(
    workspace: Workspace,
    names: readonly string[],
  ): Promise<Campaign[]> {
    const campaigns = this.foundations.database.getRepository(Campaign);
    const now = this.foundations.clock.now().getTime();
    const rows = names.map((name, index) => {
      const createdAt = new Date(now - (200 - index * 10) * DAY_MS);
      return campaigns.create({
        id: newId(createdAt),
        workspaceId: workspace.id,
        name,
        nameKey: searchKey(name),
        description: `${name} for ${workspace.name}`,
        status: index === 3 ? CampaignStatus.PAUSED : CampaignStatus.ACTIVE,
        createdAt,
        updatedAt: createdAt,
      });
    });
    await campaigns.insert(rows);
    return rows;
  }

  private async insertLeads(
    workspace: Workspace,
    campaigns: readonly Campaign[],
    count: number,
  ): Promise<Lead[]> {
    const leads: Lead[] = [];
    const now = this.foundations.clock.now().getTime();
    for (let from = 0; from < count; from += LEADS_PER_INSERT) {
      const size = Math.min(LEADS_PER_INSERT, count - from);
      const rows = Array.from({ length: size }, (_, offset): Lead => {
        const number = from + offset;
        const createdAt = new Date(now - Math.round(((count - number) / count) * 90 * DAY_MS));
        const person = inventPerson(this.random, number);
        return {
          id: newId(createdAt),
          workspaceId: workspace.id,
          campaignId: campaigns[number % campaigns.length]?.id ?? "",
          ...person,
          nameKey: searchKey(person.name),
          lastNameKey: lastNameKey(person.name),
          companyKey: searchKey(person.company),
          version: 1,
          createdAt,
          updatedAt: createdAt,
        };
      });
      await insertLeads(this.foundations.database.manager, rows);
      leads.push(...rows);
      const done = from + size;
      if (done === count || done % 2_500 === 0) {
        this.report(`Demo data: ${workspace.name}, ${done} of ${count} leads`);
      }
    }
    return leads;
  }
}

function actorOf(user: User, workspace: Workspace): SessionActor {
  return {
    kind: "session",
    address: "127.0.0.1",
    arrivedAt: new Date(),
    workspace,
    scopes: new Set(PRESETS.READ_WRITE.scopes),
    campaignId: null,
    user: { ...user, role: "ADMIN" },
  };
}
