import { campaignProblems, tidyText } from "@latchkey/shared";
import { type DataSource, In, IsNull, type SelectQueryBuilder } from "typeorm";
import { type Actor, assertCampaignAllowed, workspaceIdOf } from "../../base/actor.js";
import {
  ApiError,
  assertNoProblems,
  assertVersion,
  changedMeanwhile,
  notFound,
  otherCampaign,
} from "../../base/api-error.js";
import { CallerLoader } from "../../base/caller-loader.js";
import type { Clock } from "../../base/clock.js";
import { isGiven } from "../../base/is-given.js";
import type { Connection } from "../../base/page.js";
import type { FieldNames } from "../../base/row-fields.js";
import { inTransaction } from "../../database/in-transaction.js";
import { escapeLike } from "../../database/list-column.js";
import { newId } from "../../database/new-id.js";
import { RowReader } from "../../database/row-reader.js";
import { searchKey } from "../../database/search-key.js";
import { Where } from "../../database/where.js";
import { ApiKey } from "../api-keys/api-key.entity.js";
import { Lead } from "../leads/lead.entity.js";
import { Campaign, CampaignStatus } from "./campaign.entity.js";
import type {
  CreateCampaignInput,
  ListCampaignsArgs,
  UpdateCampaignInput,
} from "./campaign.inputs.js";

/** Campaigns, as far as the caller may see them: a campaign-limited key sees its one. */
export class CampaignService {
  private readonly loader: CallerLoader<Campaign>;
  private readonly rows: RowReader<Campaign>;

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {
    this.rows = new RowReader(database, Campaign, { leadCount: ["id"] });
    this.loader = new CallerLoader((actor, ids) =>
      this.visible(actor)
        .andWhere({ id: In([...ids]) })
        .getMany(),
    );
  }

  /** The caller's campaigns under the filter, in the order asked for. */
  async list(
    actor: Actor,
    args: ListCampaignsArgs,
    fields: FieldNames | null,
  ): Promise<Connection<Campaign>> {
    let where = Where.equal("workspaceId", workspaceIdOf(actor));
    if (actor.campaignId !== null) where = where.and("id = ?", actor.campaignId);
    const search = args.filter?.search?.trim().toLowerCase();
    if (search) where = where.and("LOWER(name) LIKE ? ESCAPE '!'", `%${escapeLike(search)}%`);
    const status = args.filter?.status;
    if (isGiven(status)) where = where.and("status = ?", status);
    return this.rows.page(where, args, fields);
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

  /** Creates a campaign; a campaign-limited key cannot (403): it would be outside the key. */
  async create(actor: Actor, input: CreateCampaignInput): Promise<Campaign> {
    if (actor.campaignId !== null) throw otherCampaign();
    assertNoProblems(campaignProblems(input));
    const now = this.clock.now();
    const campaigns = this.database.getRepository(Campaign);
    const campaign = campaigns.create({
      id: newId(),
      workspaceId: workspaceIdOf(actor),
      name: input.name.trim(),
      nameKey: searchKey(input.name),
      description: tidyText(input.description),
      status: input.status,
      version: 1,
      createdAt: now,
      updatedAt: now,
    });
    await campaigns.insert(campaign);
    return campaign;
  }

  /** Changes what is named of a campaign; 409 when it is not the version the change was made from. */
  async update(actor: Actor, input: UpdateCampaignInput): Promise<Campaign> {
    assertNoProblems(campaignProblems(input));
    const before = await this.get(actor, input.id);
    assertVersion("campaign", before, input.version);
    const name = input.name?.trim() ?? before.name;
    const { description } = input;
    return this.change(before, {
      name,
      nameKey: searchKey(name),
      description: description === undefined ? before.description : tidyText(description),
      status: input.status ?? before.status,
    });
  }

  /** Archives a campaign: it stays readable and takes no new leads. Nothing when it is archived already. */
  async archive(actor: Actor, id: string): Promise<Campaign> {
    const before = await this.get(actor, id);
    if (before.status === CampaignStatus.ARCHIVED) return before;
    return this.change(before, { status: CampaignStatus.ARCHIVED });
  }

  /** Deletes an empty campaign; 409 while it has leads, or keys that are limited to it. */
  async delete(actor: Actor, id: string): Promise<string> {
    const { workspaceId } = await this.get(actor, id);
    await inTransaction(this.database, async (manager) => {
      // Whoever adds a lead meanwhile waits for this row, and then finds it gone.
      await manager.update(Campaign, { id, workspaceId }, { updatedAt: this.clock.now() });
      const keys = { workspaceId, campaignId: id, deletedAt: IsNull() };
      if (await manager.existsBy(Lead, { workspaceId, campaignId: id })) {
        throw inUse("The campaign has leads. Delete them first, or archive the campaign.");
      }
      if (await manager.existsBy(ApiKey, keys)) {
        throw inUse("API keys are limited to the campaign. Delete them first, or archive it.");
      }
      await manager.delete(Campaign, { id, workspaceId });
    });
    return id;
  }

  /** Guarded by the version: of two changes at once one is told of the other. */
  private async change(before: Campaign, changes: Partial<Campaign>): Promise<Campaign> {
    const { id, workspaceId, version } = before;
    const campaigns = this.database.getRepository(Campaign);
    const after = { ...changes, version: version + 1, updatedAt: this.clock.now() };
    const { affected } = await campaigns.update({ id, workspaceId, version }, after);
    if (affected !== 1) throw changedMeanwhile("campaign");
    return campaigns.create({ ...before, ...after });
  }

  private visible(actor: Actor): SelectQueryBuilder<Campaign> {
    const query = this.database
      .getRepository(Campaign)
      .createQueryBuilder("campaign")
      .where({ workspaceId: workspaceIdOf(actor) });
    return actor.campaignId === null ? query : query.andWhere({ id: actor.campaignId });
  }
}

function inUse(message: string): ApiError {
  return new ApiError("CONFLICT", { message });
}
