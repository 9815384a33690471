import { contactProblems, tidyText } from "@latchkey/shared";
import type { DataSource, EntityManager } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import {
  assertNoProblems,
  assertVersion,
  badInput,
  changedMeanwhile,
  notFound,
  otherCampaign,
} from "../../base/api-error.js";
import type { Clock } from "../../base/clock.js";
import { isGiven } from "../../base/is-given.js";
import type { Connection } from "../../base/page.js";
import type { FieldNames } from "../../base/row-fields.js";
import { withText } from "../../database/begins-with.js";
import { inTransaction, retryDeadlocks } from "../../database/in-transaction.js";
import { newId } from "../../database/new-id.js";
import { orderIndex } from "../../database/page-index.js";
import { RowReader } from "../../database/row-reader.js";
import { lastNameKey, searchKey } from "../../database/search-key.js";
import { assertCampaignArgument } from "../campaigns/campaign-argument.js";
import { Contact } from "./contact.entity.js";
import type {
  CreateContactInput,
  ListContactsArgs,
  OptionalContactFields,
  UpdateContactInput,
} from "./contact.inputs.js";
import { listedContacts, visibleContacts } from "./contact-argument.js";
import type { ContactLeads } from "./contact-leads.js";

/** Contacts, as far as the caller may see them: a campaign-limited key sees those who are its campaign's leads. */
export class ContactService {
  private readonly rows: RowReader<Contact>;

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly leads: ContactLeads,
  ) {
    this.rows = new RowReader(database, Contact, {});
  }

  /** The caller's contacts under the filter, in the order asked for. */
  async list(
    actor: Actor,
    args: ListContactsArgs,
    fields: FieldNames,
  ): Promise<Connection<Contact>> {
    const { text, email, campaignId } = args.filter ?? {};
    if (isGiven(campaignId)) await assertCampaignArgument(this.database, actor, campaignId);
    // A campaign-limited key can name no other.
    const listed = await listedContacts(this.database, actor, campaignId ?? actor.campaignId);
    let { where } = listed;
    if (isGiven(email)) where = where.and("email = ?", email.trim().toLowerCase());
    if (isGiven(text)) {
      const place = { table: "contacts", workspaceId: workspaceIdOf(actor) };
      where = await withText(this.database, where, place, text);
    }
    const isFound = listed.isGathered || isGiven(email) || isGiven(text);
    const index = isFound ? null : orderIndex("contacts", args.order);
    return this.rows.page(where, args, fields, index);
  }

  /** One contact; 404 when there is none that the caller may see. */
  async get(actor: Actor, id: string): Promise<Contact> {
    const where = visibleContacts(this.database, actor).and("id = ?", id);
    const [contact] = await this.rows.all(this.database.manager, where);
    if (!contact) throw notFound("contact");
    return contact;
  }

  /** Creates a contact and links its leads; a campaign-limited key's has a lead, or nobody with it would see the contact. */
  async create(actor: Actor, input: CreateContactInput): Promise<Contact> {
    assertNoProblems(contactProblems(input));
    const leadIds = input.leadIds ?? [];
    assertSeen(actor, leadIds);
    const now = this.clock.now();
    const contact: Contact = {
      id: newId(),
      workspaceId: workspaceIdOf(actor),
      name: input.name.trim(),
      nameKey: searchKey(input.name),
      lastNameKey: lastNameKey(input.name),
      ...optionalValues(input, {
        email: null,
        phone: null,
        company: null,
        companyKey: "",
        title: null,
        notes: null,
      }),
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    await inTransaction(this.database, async (manager) => {
      await manager.insert(Contact, contact);
      await this.leads.link(manager, actor, contact.id, leadIds);
    });
    return contact;
  }

  /** Changes what is named of a contact; 409 when it is not the version the change was made from. */
  async update(actor: Actor, input: UpdateContactInput): Promise<Contact> {
    assertNoProblems(contactProblems(input));
    const before = await this.getOwn(actor, input.id);
    assertVersion("contact", before, input.version);
    const { leadIds } = input;
    if (isGiven(leadIds)) assertSeen(actor, leadIds);
    const name = input.name?.trim() ?? before.name;
    const after: Contact = {
      ...before,
      name,
      nameKey: searchKey(name),
      lastNameKey: lastNameKey(name),
      ...optionalValues(input, before),
      version: before.version + 1,
      updatedAt: this.clock.now(),
    };
    await inTransaction(this.database, async (manager) => {
      await replace(manager, before, after);
      if (!isGiven(leadIds)) return;
      await this.leads.unlinkAll(manager, before.id);
      await this.leads.link(manager, actor, before.id, leadIds);
    });
    return after;
  }

  /** Deletes a contact for good; its leads stay. */
  async delete(actor: Actor, id: string): Promise<string> {
    const { workspaceId } = await this.getOwn(actor, id);
    const rows = this.database.getRepository(Contact);
    await retryDeadlocks(() => rows.delete({ id, workspaceId }));
    return id;
  }

  /** A contact that is the caller's to change: a campaign-limited key shares those who are others' leads, too (403). */
  private async getOwn(actor: Actor, id: string): Promise<Contact> {
    const contact = await this.get(actor, id);
    if (await this.leads.hasOthers(actor, id)) throw otherCampaign();
    return contact;
  }
}

function assertSeen(actor: Actor, leadIds: readonly string[]): void {
  if (actor.campaignId === null || leadIds.length > 0) return;
  throw badInput({ "input.leadIds": "Name a lead of the key's campaign." });
}

async function replace(manager: EntityManager, before: Contact, after: Contact): Promise<void> {
  const { id, workspaceId, version } = before;
  const { affected } = await manager.update(Contact, { id, workspaceId, version }, after);
  if (affected !== 1) throw changedMeanwhile("contact");
}

type OptionalValues = Pick<
  Contact,
  "email" | "phone" | "company" | "companyKey" | "title" | "notes"
>;

function optionalValues(input: OptionalContactFields, before: OptionalValues): OptionalValues {
  const pick = (field: "phone" | "company" | "title" | "notes") =>
    input[field] === undefined ? before[field] : tidyText(input[field]);
  const company = pick("company");
  return {
    email: input.email === undefined ? before.email : tidyText(input.email?.toLowerCase()),
    phone: pick("phone"),
    company,
    companyKey: searchKey(company ?? ""),
    title: pick("title"),
    notes: pick("notes"),
  };
}
