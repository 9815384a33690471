import type { EntityManager } from "typeorm";
import { Campaign } from "../campaigns/campaign.entity.js";
import { User } from "../users/user.entity.js";

type Fields = Readonly<Record<string, unknown>>;

/** What owners and campaigns are called now; each is looked up once, however many changes name it. */
export class NamesNow {
  private readonly emails = new Map<string, string | undefined>();
  private readonly campaigns = new Map<string, string | undefined>();

  constructor(private readonly manager: EntityManager) {}

  /**
   * The fields of a change, and beside the id of an owner or a campaign the e-mail or name it has now:
   * the event says for ever who was meant, under the same hash.
   */
  async addTo(fields: Fields): Promise<Fields> {
    const { ownerId, campaignId } = fields;
    const ownerEmail = await once(
      this.emails,
      ownerId,
      async (id) => (await this.manager.findOneBy(User, { id }))?.email,
    );
    const campaignName = await once(
      this.campaigns,
      campaignId,
      async (id) => (await this.manager.findOneBy(Campaign, { id }))?.name,
    );
    return {
      ...fields,
      ...(ownerEmail === undefined ? {} : { ownerEmail }),
      ...(campaignName === undefined ? {} : { campaignName }),
    };
  }
}

async function once(
  known: Map<string, string | undefined>,
  id: unknown,
  find: (id: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  if (typeof id !== "string") return undefined;
  if (!known.has(id)) known.set(id, await find(id));
  return known.get(id);
}
