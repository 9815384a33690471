import { newLeadProblems, tidyText } from "@latchkey/shared";
import type { DataSource, SelectQueryBuilder } from "typeorm";
import { type Actor, assertCampaignAllowed, workspaceIdOf } from "../../base/actor.js";
import { assertNoProblems, notFound } from "../../base/api-error.js";
import type { Clock } from "../../base/clock.js";
import { isGiven } from "../../base/is-given.js";
import type { Connection } from "../../base/page.js";
import type { FieldNames } from "../../base/row-fields.js";
import { newId } from "../../database/new-id.js";
import { RowReader } from "../../database/row-reader.js";
import { Where } from "../../database/where.js";
import { assertCampaignArgument } from "../campaigns/campaign-argument.js";
import { Lead } from "./lead.entity.js";
import type { CreateLeadInput, ListLeadsArgs } from "./lead.inputs.js";

/** Leads, as far as the caller may see them: a campaign-limited key sees its campaign's. */
export class LeadService {
  private readonly rows: RowReader<Lead>;

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {
    this.rows = new RowReader(database, Lead, { campaign: ["campaignId"] });
  }

  /** The caller's leads under the filter, newest first, with what is behind these fields at least. */
  async list(
    actor: Actor,
    args: ListLeadsArgs,
    fields: FieldNames | null = null,
  ): Promise<Connection<Lead>> {
    let where = Where.equal("workspaceId", workspaceIdOf(actor));
    if (actor.campaignId !== null) where = where.and("campaignId = ?", actor.campaignId);
    const { campaignId, status } = args.filter ?? {};
    if (isGiven(campaignId)) {
      await assertCampaignArgument(this.database, actor, campaignId);
      where = where.and("campaignId = ?", campaignId);
    }
    if (isGiven(status)) where = where.and("status = ?", status);
    return this.rows.page(where, args, fields);
  }

  /** One lead; 404 when there is none that the caller may see. */
  async get(actor: Actor, id: string): Promise<Lead> {
    const lead = await this.visible(actor).andWhere({ id }).getOne();
    if (!lead) throw notFound("lead");
    return lead;
  }

  /** Creates a lead in one of the caller's campaigns. */
  async create(actor: Actor, input: CreateLeadInput): Promise<Lead> {
    assertCampaignAllowed(actor, input.campaignId);
    assertNoProblems(newLeadProblems(input));
    await assertCampaignArgument(this.database, actor, input.campaignId);
    const now = this.clock.now();
    const leads = this.database.getRepository(Lead);
    const lead = leads.create({
      id: newId(),
      workspaceId: workspaceIdOf(actor),
      campaignId: input.campaignId,
      name: input.name.trim(),
      email: input.email.trim().toLowerCase(),
      phone: tidyText(input.phone),
      company: tidyText(input.company),
      title: tidyText(input.title),
      source: tidyText(input.source),
      status: input.status,
      createdAt: now,
      updatedAt: now,
    });
    await leads.insert(lead);
    return lead;
  }

  private visible(actor: Actor): SelectQueryBuilder<Lead> {
    const query = this.database
      .getRepository(Lead)
      .createQueryBuilder("lead")
      .where({ workspaceId: workspaceIdOf(actor) });
    return actor.campaignId === null ? query : query.andWhere({ campaignId: actor.campaignId });
  }
}
