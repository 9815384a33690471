import { upsertProblems } from "@latchkey/shared";
import type { DataSource, EntityManager } from "typeorm";
import { type Actor, assertCampaignAllowed, workspaceIdOf } from "../../base/actor.js";
import { ApiError, assertNoProblems } from "../../base/api-error.js";
import type { Clock } from "../../base/clock.js";
import { isGiven } from "../../base/is-given.js";
import { isDuplicate } from "../../database/failures.js";
import { inTransaction } from "../../database/in-transaction.js";
import { newId } from "../../database/new-id.js";
import { oneOf } from "../../database/one-of.js";
import { RowReader } from "../../database/row-reader.js";
import { Where } from "../../database/where.js";
import { assertCampaignTakesLeads, lockCampaignForLeads } from "../campaigns/campaign-argument.js";
import type { IdempotentCalls, KeyedCall } from "../idempotency/idempotent-calls.js";
import { Lead } from "./lead.entity.js";
import { insertLeads, updateLeads } from "./lead-rows.js";
import {
  type UpsertLeadResult,
  type UpsertLeadsInput,
  UpsertOutcome,
} from "./lead-upsert.inputs.js";
import { namedLeads, type PlannedRow, planUpsert } from "./lead-upsert-plan.js";

/** A result as it is kept for a retry: outcome, and the lead's id or why the row was refused. */
type KeptResult = readonly [UpsertOutcome, string];

/** Creates and updates leads by the thousand, in one transaction and a handful of statements. */
export class LeadUpsertService {
  private readonly rows: RowReader<Lead>;

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly calls: IdempotentCalls,
  ) {
    this.rows = new RowReader(database, Lead, {});
  }

  /**
   * What becomes of each row; a row that is wrong is refused alone. Calls for one campaign wait for
   * one another, so that none makes a lead that another is making.
   */
  async upsert(actor: Actor, input: UpsertLeadsInput): Promise<UpsertLeadResult[]> {
    assertCampaignAllowed(actor, input.campaignId);
    const { leads, idempotencyKey } = input;
    assertNoProblems(upsertProblems({ rows: leads.length, idempotencyKey }));
    if (input.dryRun) return this.rehearse(actor, input);
    const call = isGiven(idempotencyKey) ? keyedCall(input, idempotencyKey) : null;
    if (call) await this.calls.forgetOld(actor);
    try {
      return await inTransaction(this.database, (manager) => this.run(manager, actor, input, call));
    } catch (error) {
      throw isDuplicate(error) ? takenMeanwhile() : error;
    }
  }

  /** What would become of each row; nothing waits for it, and nothing is written. */
  private async rehearse(
    actor: Actor,
    { campaignId, leads }: UpsertLeadsInput,
  ): Promise<UpsertLeadResult[]> {
    await assertCampaignTakesLeads(this.database, actor, campaignId);
    const { manager } = this.database;
    const known = await this.findNamed(manager, actor, campaignId, namedLeads(leads));
    return planUpsert(leads, known).map((row, index) => ({
      index,
      outcome: UpsertOutcome[row.outcome],
      message: row.outcome === "REFUSED" ? row.message : null,
      lead: "before" in row ? row.before : null,
    }));
  }

  private async run(
    manager: EntityManager,
    actor: Actor,
    { campaignId, leads }: UpsertLeadsInput,
    call: KeyedCall | null,
  ): Promise<UpsertLeadResult[]> {
    const campaign = await lockCampaignForLeads(manager, actor, campaignId);
    const kept = call && (await this.calls.find(manager, actor, call));
    if (kept) return this.recall(manager, actor, kept as readonly KeptResult[]);
    campaign.assertTakesLeads();
    const named = await this.findNamed(manager, actor, campaignId, namedLeads(leads));
    const own = Where.equal("workspaceId", workspaceIdOf(actor));
    const known = await this.rows.lock(manager, own, named);
    const results = await this.write(manager, actor, campaignId, planUpsert(leads, known));
    if (call) await this.calls.keep(manager, actor, call, results.map(toKept));
    return results;
  }

  private async write(
    manager: EntityManager,
    actor: Actor,
    campaignId: string,
    plan: readonly PlannedRow[],
  ): Promise<UpsertLeadResult[]> {
    const now = this.clock.now();
    const place = { workspaceId: workspaceIdOf(actor), campaignId };
    // Ids sort as the rows do.
    const ids = plan.map(() => newId(now)).sort();
    const created: Lead[] = [];
    const updated: Lead[] = [];
    const results = plan.map((row, index): UpsertLeadResult => {
      const outcome = UpsertOutcome[row.outcome];
      if (row.outcome === "REFUSED") return { index, outcome, message: row.message, lead: null };
      const lead = leadOf(row, ids[index] ?? newId(now), place, now);
      if (row.outcome === "CREATED") created.push(lead);
      if (row.outcome === "UPDATED") updated.push(lead);
      return { index, outcome, message: null, lead };
    });
    await insertLeads(manager, created);
    await updateLeads(manager, updated);
    return results;
  }

  /** The campaign's leads with one of these external ids or addresses. */
  private async findNamed(
    manager: EntityManager,
    actor: Actor,
    campaignId: string,
    { externalIds, emails }: { externalIds: readonly string[]; emails: readonly string[] },
  ): Promise<Lead[]> {
    const campaign = Where.equal("workspaceId", workspaceIdOf(actor)).and(
      "campaignId = ?",
      campaignId,
    );
    const found: Lead[] = [];
    for (const [column, values, index] of [
      ["externalId", externalIds, "leads_external"],
      ["email", emails, "leads_email"],
    ] as const) {
      if (values.length === 0) continue;
      const where = campaign.and(...oneOf(this.database, column, values));
      found.push(...(await this.rows.allBy(manager, index, where)));
    }
    return [...new Map(found.map((lead) => [lead.id, lead])).values()];
  }

  /** The results of the first call, with the leads as they are now. */
  private async recall(
    manager: EntityManager,
    actor: Actor,
    kept: readonly KeptResult[],
  ): Promise<UpsertLeadResult[]> {
    const ids = kept.filter(([outcome]) => outcome !== UpsertOutcome.REFUSED).map(([, id]) => id);
    const where = Where.equal("workspaceId", workspaceIdOf(actor));
    const found = await this.rows.byIds(manager, where, ids);
    const leads = new Map(found.map((lead) => [lead.id, lead]));
    return kept.map(([outcome, text], index) => {
      const isRefused = outcome === UpsertOutcome.REFUSED;
      const lead = isRefused ? null : (leads.get(text) ?? null);
      return { index, outcome, message: isRefused ? text : null, lead };
    });
  }
}

/** A row's lead as it will be. */
function leadOf(
  row: Exclude<PlannedRow, { outcome: "REFUSED" }>,
  id: string,
  place: Pick<Lead, "workspaceId" | "campaignId">,
  now: Date,
): Lead {
  if (row.outcome === "UNCHANGED") return row.before;
  if (row.outcome === "CREATED") {
    return { id, ...place, ...row.values, version: 1, createdAt: now, updatedAt: now };
  }
  return { ...row.before, ...row.values, version: row.before.version + 1, updatedAt: now };
}

function keyedCall({ campaignId, leads }: UpsertLeadsInput, idempotencyKey: string): KeyedCall {
  return {
    idempotencyKey: idempotencyKey.trim(),
    content: JSON.stringify(["upsertLeads", campaignId, leads]),
  };
}

function toKept({ outcome, message, lead }: UpsertLeadResult): KeptResult {
  return [outcome, message ?? lead?.id ?? ""];
}

/** 409: somebody gave one of the external ids to another lead at the same moment. */
function takenMeanwhile(): ApiError {
  return new ApiError("CONFLICT", {
    message: "An external id was given to another lead meanwhile. Nothing was done; send it again.",
  });
}
