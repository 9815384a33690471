import { PRESETS, type Scope } from "@latchkey/shared";
import type { SessionActor } from "../base/actor.js";
import type { Campaign } from "../resources/campaigns/campaign.entity.js";
import type { Foundations, Services } from "../services.js";
import { seedAlerts } from "./demo-alerts.js";
import { seedRequestLogs } from "./demo-requests.js";
import type { SeededRandom } from "./random.js";

const DAY_MS = 86_400_000;

/** Gives a workspace a handful of keys with requests and alerts; returns the one secret that is told to anyone. */
export async function seedKeys(
  foundations: Foundations,
  services: Services,
  random: SeededRandom,
  actor: SessionActor,
  campaigns: readonly Campaign[],
): Promise<string> {
  const { apiKeys, apiKeyLifecycle } = services;
  const create = (
    name: string,
    description: string,
    scopes: readonly Scope[],
    options: { environment?: "LIVE" | "TEST"; campaignId?: string; expiresAt?: Date } = {},
  ) =>
    apiKeys.create(actor, {
      name,
      description,
      scopes: [...scopes],
      environment: "LIVE",
      ...options,
    });

  const revoked = await create(
    "Old importer",
    "Replaced by the CRM importer",
    PRESETS.READ_WRITE.scopes,
  );
  await apiKeyLifecycle.revoke(actor, revoked.apiKey.id);
  const limited = await create(
    "Campaign dashboard",
    "Figures on the sales floor's screen",
    PRESETS.READ_ONLY.scopes,
    campaigns[0] ? { campaignId: campaigns[0].id } : {},
  );
  const unused = await create(
    "Staging trials",
    "Developers' experiments",
    ["leads:read", "lists:read"],
    { environment: "TEST" },
  );
  const ending = await create("Trade fair form", "Leads from the stand", ["leads:write"], {
    expiresAt: new Date(foundations.clock.now().getTime() + 6 * DAY_MS),
  });
  const importer = await create(
    "CRM importer",
    "Nightly import of new leads",
    PRESETS.READ_WRITE.scopes,
  );
  const demo = await create(
    "Quickstart",
    "The key of the printed curl line",
    PRESETS.READ_ONLY.scopes,
  );
  await seedRequestLogs(foundations, random, [importer.apiKey, limited.apiKey]);
  await seedAlerts(foundations, services, random, {
    revoked: revoked.apiKey,
    moved: importer.apiKey,
    unused: unused.apiKey,
    ending: ending.apiKey,
  });
  return demo.secret;
}
