import type { DataSource } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { notFound } from "../../base/api-error.js";
import { CallerLoader } from "../../base/caller-loader.js";
import { isGiven } from "../../base/is-given.js";
import { ListOrder } from "../../base/list-order.js";
import { assertFirst, type Connection } from "../../base/page.js";
import type { FieldNames } from "../../base/row-fields.js";
import { oneOf } from "../../database/one-of.js";
import { isByCreation, orderIndex, pageIndex } from "../../database/page-index.js";
import { RowReader } from "../../database/row-reader.js";
import { Where } from "../../database/where.js";
import { assertCampaignArgument } from "../campaigns/campaign-argument.js";
import { assertLeadArgument } from "../leads/lead-argument.js";
import { Conversation } from "./conversation.entity.js";
import type {
  ConversationFilter,
  ListConversationsArgs,
  ListMessagesArgs,
} from "./conversation.inputs.js";
import { Message } from "./message.entity.js";

/** Conversations and their messages, as far as the caller may see them: they follow their leads. */
export class ConversationService {
  private readonly rows: RowReader<Conversation>;
  private readonly messages: RowReader<Message>;
  /** By how many messages of a conversation are asked for. */
  private readonly newest = new Map<number, CallerLoader<{ id: string; messages: Message[] }>>();
  private readonly counts: CallerLoader<{ id: string; count: number }>;

  constructor(private readonly database: DataSource) {
    this.rows = new RowReader(database, Conversation, {
      lead: ["leadId"],
      campaign: ["campaignId"],
      messages: ["id"],
      messageCount: ["id"],
    });
    this.messages = new RowReader(database, Message, {});
    this.counts = new CallerLoader((_, ids) => this.countEach(ids));
  }

  /** The caller's conversations under the filter, in the order asked for. */
  async list(
    actor: Actor,
    args: ListConversationsArgs,
    fields: FieldNames,
  ): Promise<Connection<Conversation>> {
    let where = visible(actor);
    const { leadId, campaignId, channel, updatedFrom, updatedTo } = args.filter ?? {};
    if (isGiven(leadId)) {
      await assertLeadArgument(this.database, actor, leadId);
      where = where.and("leadId = ?", leadId);
    }
    if (isGiven(campaignId)) {
      await assertCampaignArgument(this.database, actor, campaignId);
      where = where.and("campaignId = ?", campaignId);
    }
    if (isGiven(channel)) where = where.and("channel = ?", channel);
    if (isGiven(updatedFrom)) where = where.and("updatedAt >= ?", updatedFrom);
    if (isGiven(updatedTo)) where = where.and("updatedAt < ?", updatedTo);
    const order = ListOrder[args.order];
    const index = await this.indexOf(actor, args.filter ?? {}, order);
    return this.rows.page(where, { ...args, order }, fields, index);
  }

  /** What a page is read by; null where a lead, whose conversations are few, is named. */
  private async indexOf(
    actor: Actor,
    filter: ConversationFilter,
    order: ListOrder,
  ): Promise<string | null> {
    const { leadId, channel, updatedFrom, updatedTo } = filter;
    if (isGiven(leadId)) return null;
    const campaignId = filter.campaignId ?? actor.campaignId;
    const isOtherSpan = isByCreation(order) && (isGiven(updatedFrom) || isGiven(updatedTo));
    const workspace = Where.equal("workspaceId", workspaceIdOf(actor));
    const conditions = [];
    if (isGiven(campaignId)) {
      const own = workspace.and("campaignId = ?", campaignId);
      const isInOrder = !isByCreation(order);
      conditions.push({ index: "conversations_campaign", where: own, isInOrder });
    }
    if (isGiven(channel)) {
      const own = workspace.and("channel = ?", channel);
      const isInOrder = isByCreation(order) && !isOtherSpan;
      conditions.push({ index: "conversations_channel", where: own, isInOrder });
    }
    const all = isOtherSpan ? null : orderIndex("conversations", order);
    return pageIndex(this.database, "conversations", all, conditions);
  }

  /** One conversation; 404 when there is none that the caller may see. */
  async get(actor: Actor, id: string): Promise<Conversation> {
    const [found] = await this.rows.all(this.database.manager, visible(actor).and("id = ?", id));
    if (!found) throw notFound("conversation");
    return found;
  }

  /** The messages of a conversation that the caller may see, the newest first. */
  async listMessages(
    actor: Actor,
    args: ListMessagesArgs,
    fields: FieldNames,
  ): Promise<Connection<Message>> {
    const { workspaceId, id } = await this.get(actor, args.conversationId);
    const where = Where.equal("workspaceId", workspaceId).and("conversationId = ?", id);
    return this.messages.page(where, args, fields, "messages_conversation");
  }

  /** A conversation's newest messages: one statement however many conversations ask. */
  async findNewest(
    actor: Actor,
    conversationId: string,
    first: number,
  ): Promise<readonly Message[]> {
    assertFirst(first);
    let loader = this.newest.get(first);
    if (!loader) {
      loader = new CallerLoader((caller, ids) => this.newestOfEach(caller, ids, first));
      this.newest.set(first, loader);
    }
    return (await loader.load(actor, conversationId))?.messages ?? [];
  }

  /** How many messages a conversation has: one statement however many conversations ask. */
  async countMessages(actor: Actor, conversationId: string): Promise<number> {
    return (await this.counts.load(actor, conversationId))?.count ?? 0;
  }

  private async newestOfEach(actor: Actor, ids: readonly string[], first: number) {
    const [sql, given] = oneOf(this.database, "conversationId", ids);
    const where = Where.equal("workspaceId", workspaceIdOf(actor)).and(
      `id IN (SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY conversationId ORDER BY id DESC) AS place FROM messages WHERE ${sql}) AS placed WHERE place <= ?)`,
      given,
      first,
    );
    const found = await this.messages.all(this.database.manager, where);
    const newestFirst = found.sort((a, b) => (a.id < b.id ? 1 : -1));
    return ids.map((id) => ({
      id,
      messages: newestFirst.filter(({ conversationId }) => conversationId === id),
    }));
  }

  private async countEach(ids: readonly string[]) {
    const [sql, given] = oneOf(this.database, "conversationId", ids);
    const rows: Array<{ id: string; count: unknown }> = await this.database.query(
      `SELECT conversationId AS id, COUNT(*) AS count FROM messages WHERE ${sql} GROUP BY conversationId`,
      [given],
    );
    return rows.map(({ id, count }) => ({ id, count: Number(count) }));
  }
}

function visible(actor: Actor): Where {
  const where = Where.equal("workspaceId", workspaceIdOf(actor));
  return actor.campaignId === null ? where : where.and("campaignId = ?", actor.campaignId);
}
