import { listedLeadsProblems } from "@latchkey/shared";
import type { DataSource, EntityManager } from "typeorm";
import type { Actor } from "../../base/actor.js";
import { assertNoProblems, badInput, notFound } from "../../base/api-error.js";
import { CallerLoader } from "../../base/caller-loader.js";
import type { Clock } from "../../base/clock.js";
import { assertFirst } from "../../base/page.js";
import { inTransaction } from "../../database/in-transaction.js";
import { formatInstant } from "../../database/instants.js";
import { isMysql } from "../../database/migrate.js";
import { deleteById, oneOf, tableById } from "../../database/one-of.js";
import { RowReader } from "../../database/row-reader.js";
import { insertRows } from "../../database/write-rows.js";
import { lockLeadArguments } from "../leads/lead-argument.js";
import { LeadList } from "./lead-list.entity.js";
import { visibleLists } from "./list-argument.js";

/** Who is on lists: leads are added and removed in bulk, and counted. */
export class LeadListMemberService {
  private readonly lists: RowReader<LeadList>;
  private readonly counts: CallerLoader<{ id: string; count: number }>;
  /** By how many lists of a lead are asked for. */
  private readonly listIds = new Map<number, CallerLoader<{ id: string; listIds: string[] }>>();

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {
    this.lists = new RowReader(database, LeadList, {});
    this.counts = new CallerLoader((actor, listIds) => this.countEach(actor, listIds));
  }

  /** Puts leads on a list; the list, and how many were not on it. 404 for a lead that the caller may not see, and then nothing is done. */
  async add(
    actor: Actor,
    listId: string,
    leadIds: readonly string[],
  ): Promise<{ list: LeadList; addedCount: number }> {
    assertNoProblems(listedLeadsProblems(leadIds));
    const addedAt = formatInstant(this.clock.now());
    return inTransaction(this.database, async (manager) => {
      const list = await this.lockList(manager, actor, listId);
      const leads = await lockLeadArguments(manager, actor, leadIds, "LOCK IN SHARE MODE");
      if (list.campaignId !== null && leads.some((lead) => lead.campaignId !== list.campaignId)) {
        throw badInput({ "input.leadIds": "The list holds leads of one other campaign only." });
      }
      const there = await this.findMembers(manager, listId, leadIds);
      const added = leads.filter(({ id }) => !there.has(id));
      const rows = added.map(({ id, campaignId }) => [listId, id, campaignId, addedAt]);
      await insertRows(
        manager,
        "lead_list_members",
        ["listId", "leadId", "campaignId", "addedAt"],
        rows,
      );
      return { list, addedCount: added.length };
    });
  }

  /** Takes leads off a list; the list as the caller saw it, and how many were on it. */
  async remove(
    actor: Actor,
    listId: string,
    leadIds: readonly string[],
  ): Promise<{ list: LeadList; removedCount: number }> {
    assertNoProblems(listedLeadsProblems(leadIds));
    return inTransaction(this.database, async (manager) => {
      const list = await this.lockList(manager, actor, listId);
      await lockLeadArguments(manager, actor, leadIds, "LOCK IN SHARE MODE");
      const there = await this.findMembers(manager, listId, leadIds);
      const [sql, ids] = oneOf(this.database, "leadId", [...there]);
      const deletion = deleteById(this.database, "lead_list_members");
      await manager.query(`${deletion} WHERE listId = ? AND ${sql}`, [listId, ids]);
      return { list, removedCount: there.size };
    });
  }

  /** How many leads that the caller may see are on a list: one statement however many lists ask. */
  async count(actor: Actor, listId: string): Promise<number> {
    return (await this.counts.load(actor, listId))?.count ?? 0;
  }

  /** The newest lists that a lead is on, by their ids: one statement however many leads ask. */
  async findListIds(actor: Actor, leadId: string, first: number): Promise<readonly string[]> {
    assertFirst(first);
    let loader = this.listIds.get(first);
    if (!loader) {
      loader = new CallerLoader((_, leadIds) => this.findListsOfEach(leadIds, first));
      this.listIds.set(first, loader);
    }
    return (await loader.load(actor, leadId))?.listIds ?? [];
  }

  private async findListsOfEach(leadIds: readonly string[], first: number) {
    const [sql, ids] = oneOf(this.database, "leadId", leadIds);
    const rows: Array<{ leadId: string; listId: string }> = await this.database.query(
      `SELECT leadId, listId FROM (SELECT leadId, listId, ROW_NUMBER() OVER (PARTITION BY leadId ORDER BY listId DESC) AS place FROM lead_list_members WHERE ${sql}) AS placed WHERE place <= ? ORDER BY leadId, place`,
      [ids, first],
    );
    return leadIds.map((id) => ({
      id,
      listIds: rows.filter(({ leadId }) => leadId === id).map(({ listId }) => listId),
    }));
  }

  private async countEach(actor: Actor, listIds: readonly string[]) {
    const [sql, ids] = oneOf(this.database, "listId", listIds);
    const { campaignId } = actor;
    const own = campaignId === null ? "" : " AND campaignId = ?";
    const rows: Array<{ id: string; count: unknown }> = await this.database.query(
      `SELECT listId AS id, COUNT(*) AS count FROM lead_list_members WHERE ${sql}${own} GROUP BY listId`,
      campaignId === null ? [ids] : [ids, campaignId],
    );
    return rows.map(({ id, count }) => ({ id, count: Number(count) }));
  }

  /** The list, kept for this transaction: changes of who is on it follow one another. */
  private async lockList(manager: EntityManager, actor: Actor, listId: string): Promise<LeadList> {
    const lock = isMysql(this.database) ? " FOR UPDATE" : "";
    const where = visibleLists(this.database, actor).and(`id = ?${lock}`, listId);
    const [list] = await this.lists.all(manager, where);
    if (!list) throw notFound("list");
    return list;
  }

  private async findMembers(
    manager: EntityManager,
    listId: string,
    leadIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const [sql, ids] = oneOf(this.database, "leadId", leadIds);
    const rows: Array<{ leadId: string }> = await manager.query(
      `SELECT leadId FROM ${tableById(this.database, "lead_list_members")} WHERE listId = ? AND ${sql}`,
      [listId, ids],
    );
    return new Set(rows.map(({ leadId }) => leadId));
  }
}
