import type { EntityManager } from "typeorm";
import { Campaign } from "../campaigns/campaign.entity.js";
import { User } from "../users/user.entity.js";

type Fields = Readonly<Record<string, unknown>>;

/**
 * The fields of a change, and beside the id of an owner or a campaign the e-mail or name it has now:
 * the event says for ever who was meant, under the same hash.
 */
export async function withNames(manager: EntityManager, fields: Fields): Promise<Fields> {
  const { ownerId, campaignId } = fields;
  const owner = typeof ownerId === "string" && (await manager.findOneBy(User, { id: ownerId }));
  const campaign =
    typeof campaignId === "string" && (await manager.findOneBy(Campaign, { id: campaignId }));
  return {
    ...fields,
    ...(owner ? { ownerEmail: owner.email } : {}),
    ...(campaign ? { campaignName: campaign.name } : {}),
  };
}
