import { leadEditProblems, newLeadProblems } from "@latchkey/shared";
import type { DataSource, SelectQueryBuilder } from "typeorm";
import { type Actor, assertCampaignAllowed, workspaceIdOf } from "../../base/actor.js";
import {
  ApiError,
  assertNoProblems,
  assertVersion,
  changedMeanwhile,
  notFound,
} from "../../base/api-error.js";
import { CallerLoader } from "../../base/caller-loader.js";
import type { Clock } from "../../base/clock.js";
import type { Connection } from "../../base/page.js";
import type { FieldNames } from "../../base/row-fields.js";
import { isDuplicate } from "../../database/failures.js";
import { retryDeadlocks } from "../../database/in-transaction.js";
import { newId } from "../../database/new-id.js";
import { oneOf } from "../../database/one-of.js";
import { RowReader } from "../../database/row-reader.js";
import { assertCampaignTakesLeads } from "../campaigns/campaign-argument.js";
import { Lead } from "./lead.entity.js";
import type { CreateLeadInput, UpdateLeadInput } from "./lead.inputs.js";
import type { ListLeadsArgs } from "./lead-filter.inputs.js";
import { filteredLeads } from "./lead-filter.js";
import { leadIndex } from "./lead-index.js";
import { insertLeads } from "./lead-rows.js";
import { changedValues, leadValues, leadValuesProblems, newLeadValues } from "./lead-values.js";
import { visibleLeads } from "./visible-leads.js";

/** Leads, as far as the caller may see them: a campaign-limited key sees its campaign's. */
export class LeadService {
  private readonly rows: RowReader<Lead>;
  private readonly counts: CallerLoader<{ id: string; count: number }>;
  private readonly loader: CallerLoader<Lead>;

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {
    this.rows = new RowReader(database, Lead, {
      campaign: ["campaignId"],
      lists: ["id"],
      contact: ["id"],
    });
    this.loader = new CallerLoader((actor, ids) =>
      this.rows.byIds(database.manager, visibleLeads(actor), ids),
    );
    this.counts = new CallerLoader((actor, campaignIds) => this.countEach(actor, campaignIds));
  }

  /** The caller's leads under the filter, in the order asked for, with what is behind these fields at least. */
  async list(
    actor: Actor,
    args: ListLeadsArgs,
    fields: FieldNames | null = null,
  ): Promise<Connection<Lead>> {
    const filter = args.filter ?? {};
    const where = await filteredLeads(this.database, actor, filter);
    const index = await leadIndex(this.database, actor, filter, args.order);
    return this.rows.page(where, args, fields, index);
  }

  /** One lead; 404 when there is none that the caller may see. */
  async get(actor: Actor, id: string): Promise<Lead> {
    const lead = await this.visible(actor).andWhere({ id }).getOne();
    if (!lead) throw notFound("lead");
    return lead;
  }

  /** For relations: one statement however many rows ask. Null outside what the caller may see. */
  async find(actor: Actor, id: string): Promise<Lead | null> {
    return this.loader.load(actor, id);
  }

  /** Creates a lead in one of the caller's campaigns; 409 when its external id is taken there. */
  async create(actor: Actor, input: CreateLeadInput): Promise<Lead> {
    assertCampaignAllowed(actor, input.campaignId);
    assertNoProblems(newLeadProblems(input));
    const values = newLeadValues(input, input.status);
    assertNoProblems(leadValuesProblems(values));
    await assertCampaignTakesLeads(this.database, actor, input.campaignId);
    const now = this.clock.now();
    const lead: Lead = {
      id: newId(),
      workspaceId: workspaceIdOf(actor),
      campaignId: input.campaignId,
      ...values,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    await orTaken(insertLeads(this.database.manager, [lead]));
    return lead;
  }

  /**
   * Changes what is named of a lead. Guarded by the version: 409 when it is not the one the change was
   * made from, or when somebody else changes it at the same time.
   */
  async update(actor: Actor, input: UpdateLeadInput): Promise<Lead> {
    assertNoProblems(leadEditProblems(input));
    const before = await this.get(actor, input.id);
    assertVersion("lead", before, input.version);
    const values = leadValues(input, before);
    assertNoProblems(leadValuesProblems(values));
    const changes = changedValues(before, values);
    if (changes === null) return before;
    const { id, workspaceId, version } = before;
    const leads = this.database.getRepository(Lead);
    const after = { ...changes, version: version + 1, updatedAt: this.clock.now() };
    const { affected } = await orTaken(leads.update({ id, workspaceId, version }, after));
    if (affected !== 1) throw changedMeanwhile("lead");
    return leads.create({ ...before, ...after });
  }

  /** Deletes a lead for good, with all that hangs on it; 404 when there is none that the caller may see. */
  async delete(actor: Actor, id: string): Promise<string> {
    const { workspaceId } = await this.get(actor, id);
    const rows = this.database.getRepository(Lead);
    await retryDeadlocks(() => rows.delete({ id, workspaceId }));
    return id;
  }

  /** How many leads a campaign has: one statement however many campaigns ask. */
  async count(actor: Actor, campaignId: string): Promise<number> {
    return (await this.counts.load(actor, campaignId))?.count ?? 0;
  }

  private async countEach(actor: Actor, campaignIds: readonly string[]) {
    const where = visibleLeads(actor).and(...oneOf(this.database, "campaignId", campaignIds));
    const rows: Array<{ id: string; count: unknown }> = await this.database.query(
      `SELECT campaignId AS id, COUNT(*) AS count FROM leads WHERE ${where.sql} GROUP BY campaignId`,
      [...where.parameters],
    );
    return rows.map(({ id, count }) => ({ id, count: Number(count) }));
  }

  private visible(actor: Actor): SelectQueryBuilder<Lead> {
    const query = this.database
      .getRepository(Lead)
      .createQueryBuilder("lead")
      .where({ workspaceId: workspaceIdOf(actor) });
    return actor.campaignId === null ? query : query.andWhere({ campaignId: actor.campaignId });
  }
}

/** 409 where the external id is another lead's. */
async function orTaken<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const sentence = "Another lead of the campaign has this external id.";
    throw new ApiError("CONFLICT", {
      message: sentence,
      extensions: { fields: { "input.externalId": sentence } },
    });
  }
}
