import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  id,
  instant,
  integer,
  longText,
  nullable,
  reference,
  table,
  text,
} from "./table-builder.js";

/** The address book, and which leads are which contact. */
export class CreateContacts1761000000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        "contacts",
        {
          id,
          workspaceId: reference,
          name: text(200),
          nameKey: { ...text(100), default: "''" },
          email: nullable(text(254)),
          phone: nullable(text(40)),
          company: nullable(text(200)),
          companyKey: { ...text(100), default: "''" },
          title: nullable(text(200)),
          notes: nullable(longText),
          version: { ...integer, default: "1" },
          createdAt: instant,
          updatedAt: instant,
        },
        {
          contacts_workspace: { columns: ["workspaceId", "id"] },
          contacts_updated: { columns: ["workspaceId", "updatedAt", "id"] },
          contacts_name: { columns: ["workspaceId", "nameKey", "id"] },
          contacts_company: { columns: ["workspaceId", "companyKey", "id"] },
          contacts_email: { columns: ["workspaceId", "email", "id"] },
        },
        [
          {
            name: "contacts_workspace_fk",
            column: "workspaceId",
            table: "workspaces",
            onDelete: "CASCADE",
          },
        ],
      ),
      true,
    );
    await runner.createTable(
      table(
        "contact_leads",
        {
          leadId: { ...reference, isPrimary: true },
          contactId: reference,
          campaignId: reference,
        },
        { contact_leads_contact: { columns: ["contactId", "campaignId", "leadId"] } },
        [
          {
            name: "contact_leads_lead_fk",
            column: "leadId",
            table: "leads",
            onDelete: "CASCADE",
          },
          {
            name: "contact_leads_contact_fk",
            column: "contactId",
            table: "contacts",
            onDelete: "CASCADE",
          },
        ],
      ),
      true,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("contact_leads");
    await runner.dropTable("contacts");
  }
}
