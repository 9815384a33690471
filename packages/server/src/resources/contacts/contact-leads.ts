import type { DataSource, EntityManager } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { CallerLoader } from "../../base/caller-loader.js";
import { oneOf } from "../../database/one-of.js";
import { RowReader } from "../../database/row-reader.js";
import { Where } from "../../database/where.js";
import { insertRows } from "../../database/write-rows.js";
import { lockLeadArguments } from "../leads/lead-argument.js";
import { Contact } from "./contact.entity.js";

/** Which leads are which contact. */
export class ContactLeads {
  private readonly rows: RowReader<Contact>;
  private readonly contacts: CallerLoader<Contact>;
  private readonly links: CallerLoader<{ id: string; contactId: string }>;

  constructor(private readonly database: DataSource) {
    this.rows = new RowReader(database, Contact, {});
    this.contacts = new CallerLoader((actor, ids) =>
      this.rows.byIds(database.manager, Where.equal("workspaceId", workspaceIdOf(actor)), ids),
    );
    this.links = new CallerLoader((_, leadIds) => {
      const [sql, ids] = oneOf(database, "leadId", leadIds);
      return database.query(`SELECT leadId AS id, contactId FROM contact_leads WHERE ${sql}`, [
        ids,
      ]);
    });
  }

  /** The contact that a lead which the caller may see is: two statements however many leads ask. */
  async findContact(actor: Actor, leadId: string): Promise<Contact | null> {
    const link = await this.links.load(actor, leadId);
    return link && this.contacts.load(actor, link.contactId);
  }

  /** Links leads to a contact, away from others; 404 for one that the caller may not see. */
  async link(
    manager: EntityManager,
    actor: Actor,
    contactId: string,
    leadIds: readonly string[],
  ): Promise<void> {
    const wanted = [...new Set(leadIds)];
    if (wanted.length === 0) return;
    // None of them is linked to another contact, either, before this is done.
    const leads = await lockLeadArguments(manager, actor, wanted, "FOR UPDATE");
    const [sql, ids] = oneOf(this.database, "leadId", wanted);
    await manager.query(`DELETE FROM contact_leads WHERE ${sql}`, [ids]);
    await insertRows(
      manager,
      "contact_leads",
      ["leadId", "contactId", "campaignId"],
      leads.map(({ id, campaignId }) => [id, contactId, campaignId]),
    );
  }

  /** Takes all leads away from a contact. */
  async unlinkAll(manager: EntityManager, contactId: string): Promise<void> {
    await manager.query("DELETE FROM contact_leads WHERE contactId = ?", [contactId]);
  }

  /** Whether a contact is a lead in a campaign outside the caller's key, too. */
  async hasOthers(actor: Actor, contactId: string): Promise<boolean> {
    if (actor.campaignId === null) return false;
    const rows: unknown[] = await this.database.query(
      "SELECT leadId FROM contact_leads WHERE contactId = ? AND campaignId <> ? LIMIT 1",
      [contactId, actor.campaignId],
    );
    return rows.length > 0;
  }
}
