import { listProblems, tidyText } from "@latchkey/shared";
import type { DataSource } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import {
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
import { retryDeadlocks } from "../../database/in-transaction.js";
import { escapeLike } from "../../database/list-column.js";
import { newId } from "../../database/new-id.js";
import { RowReader } from "../../database/row-reader.js";
import { searchKey } from "../../database/search-key.js";
import { assertCampaignArgument } from "../campaigns/campaign-argument.js";
import { LeadList } from "./lead-list.entity.js";
import type { CreateListInput, ListLeadListsArgs, UpdateListInput } from "./lead-list.inputs.js";
import { visibleLists } from "./list-argument.js";

/** Lists of leads, as far as the caller may see them; who is on them is another service's. */
export class LeadListService {
  private readonly rows: RowReader<LeadList>;
  private readonly loader: CallerLoader<LeadList>;

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {
    this.rows = new RowReader(database, LeadList, { leadCount: ["id"], campaign: ["campaignId"] });
    this.loader = new CallerLoader((actor, ids) =>
      this.rows.byIds(database.manager, visibleLists(database, actor), ids),
    );
  }

  /** The caller's lists under the filter, in the order asked for. */
  async list(
    actor: Actor,
    args: ListLeadListsArgs,
    fields: FieldNames,
  ): Promise<Connection<LeadList>> {
    let where = visibleLists(this.database, actor);
    const { search, campaignId } = args.filter ?? {};
    const key = searchKey(search ?? "");
    if (key) where = where.and("nameKey LIKE ? ESCAPE '!'", `%${escapeLike(key)}%`);
    if (isGiven(campaignId)) {
      await assertCampaignArgument(this.database, actor, campaignId);
      where = where.and("campaignId = ?", campaignId);
    }
    return this.rows.page(where, args, fields);
  }

  /** One list; 404 when there is none that the caller may see. */
  async get(actor: Actor, id: string): Promise<LeadList> {
    const [list] = await this.rows.all(
      this.database.manager,
      visibleLists(this.database, actor).and("id = ?", id),
    );
    if (!list) throw notFound("list");
    return list;
  }

  /** For relations: one statement however many rows ask. Without those that the caller may not see. */
  async findAll(actor: Actor, ids: readonly string[]): Promise<LeadList[]> {
    const lists = await Promise.all(ids.map((id) => this.loader.load(actor, id)));
    return lists.filter((list) => list !== null);
  }

  /** Creates a list; a campaign-limited key's is its campaign's. */
  async create(actor: Actor, input: CreateListInput): Promise<LeadList> {
    assertNoProblems(listProblems(input));
    const campaignId = input.campaignId ?? actor.campaignId;
    if (campaignId !== null) await assertCampaignArgument(this.database, actor, campaignId);
    const now = this.clock.now();
    const lists = this.database.getRepository(LeadList);
    const list = lists.create({
      id: newId(),
      workspaceId: workspaceIdOf(actor),
      campaignId,
      name: input.name.trim(),
      nameKey: searchKey(input.name),
      description: tidyText(input.description),
      version: 1,
      createdAt: now,
      updatedAt: now,
    });
    await lists.insert(list);
    return list;
  }

  /** Changes what is named of a list; 409 when it is not the version the change was made from. */
  async update(actor: Actor, input: UpdateListInput): Promise<LeadList> {
    assertNoProblems(listProblems(input));
    const before = await this.getOwn(actor, input.id);
    assertVersion("list", before, input.version);
    const name = input.name?.trim() ?? before.name;
    const { description } = input;
    const { id, workspaceId, version } = before;
    const after = {
      name,
      nameKey: searchKey(name),
      description: description === undefined ? before.description : tidyText(description),
      version: version + 1,
      updatedAt: this.clock.now(),
    };
    const lists = this.database.getRepository(LeadList);
    const { affected } = await lists.update({ id, workspaceId, version }, after);
    if (affected !== 1) throw changedMeanwhile("list");
    return lists.create({ ...before, ...after });
  }

  /** Deletes a list; the leads that are on it stay. */
  async delete(actor: Actor, id: string): Promise<string> {
    const { workspaceId } = await this.getOwn(actor, id);
    const rows = this.database.getRepository(LeadList);
    await retryDeadlocks(() => rows.delete({ id, workspaceId }));
    return id;
  }

  /** A list that is the caller's to change: a campaign-limited key only shares those of other campaigns (403). */
  private async getOwn(actor: Actor, id: string): Promise<LeadList> {
    const list = await this.get(actor, id);
    if (actor.campaignId !== null && list.campaignId !== actor.campaignId) throw otherCampaign();
    return list;
  }
}
