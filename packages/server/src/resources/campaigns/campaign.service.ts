import { type DataSource, In, type SelectQueryBuilder } from "typeorm";
import { type Actor, assertCampaignAllowed, workspaceIdOf } from "../../base/actor.js";
import { notFound } from "../../base/api-error.js";
import { CallerLoader } from "../../base/caller-loader.js";
import type { Connection } from "../../base/page.js";
import { escapeLike } from "../../database/list-column.js";
import { paginate } from "../../database/paginate.js";
import { Campaign } from "./campaign.entity.js";
import type { ListCampaignsArgs } from "./campaign.inputs.js";

/** Campaigns, as far as the caller may see them: a campaign-limited key sees its one. */
export class CampaignService {
  private readonly loader: CallerLoader<Campaign>;

  constructor(private readonly database: DataSource) {
    this.loader = new CallerLoader((actor, ids) =>
      this.visible(actor)
        .andWhere({ id: In([...ids]) })
        .getMany(),
    );
  }

  /** The caller's campaigns under the filter, newest first. */
  async list(actor: Actor, args: ListCampaignsArgs): Promise<Connection<Campaign>> {
    const query = this.visible(actor);
    const search = args.filter?.search?.trim().toLowerCase();
    if (search) {
      query.andWhere("LOWER(campaign.name) LIKE :inName ESCAPE '!'", {
        inName: `%${escapeLike(search)}%`,
      });
    }
    return paginate(query, args);
  }

  /** One campaign; 403 outside a campaign-limited key, 404 when there is none in the workspace. */
  async get(actor: Actor, id: string): Promise<Campaign> {
    assertCampaignAllowed(actor, id);
    const campaign = await this.visible(actor).andWhere({ id }).getOne();
    if (!campaign) throw notFound("campaign");
    return campaign;
  }

  /** For relations: one statement however many rows ask. Null outside what the caller may see. */
  async find(actor: Actor, id: string | null): Promise<Campaign | null> {
    return id === null ? null : this.loader.load(actor, id);
  }

  private visible(actor: Actor): SelectQueryBuilder<Campaign> {
    const query = this.database
      .getRepository(Campaign)
      .createQueryBuilder("campaign")
      .where({ workspaceId: workspaceIdOf(actor) });
    return actor.campaignId === null ? query : query.andWhere({ id: actor.campaignId });
  }
}
