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

/** Lists of leads. */
export class CreateLists1761000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        "lead_lists",
        {
          id,
          workspaceId: reference,
          campaignId: nullable(reference),
          name: text(200),
          nameKey: { ...text(100), default: "''" },
          description: nullable(longText),
          version: { ...integer, default: "1" },
          createdAt: instant,
          updatedAt: instant,
        },
        {
          lead_lists_workspace: { columns: ["workspaceId", "id"] },
          lead_lists_name: { columns: ["workspaceId", "nameKey", "id"] },
          lead_lists_updated: { columns: ["workspaceId", "updatedAt", "id"] },
          lead_lists_campaign: { columns: ["campaignId", "workspaceId", "id"] },
        },
        [
          {
            name: "lead_lists_workspace_fk",
            column: "workspaceId",
            table: "workspaces",
            onDelete: "CASCADE",
          },
          {
            name: "lead_lists_campaign_fk",
            column: "campaignId",
            table: "campaigns",
            onDelete: "CASCADE",
          },
        ],
      ),
      true,
    );
    await runner.createTable(
      table(
        "lead_list_members",
        {
          listId: { ...reference, isPrimary: true },
          leadId: { ...reference, isPrimary: true },
          campaignId: reference,
          addedAt: instant,
        },
        {
          lead_list_members_campaign: { columns: ["listId", "campaignId", "leadId"] },
          lead_list_members_lead: { columns: ["leadId", "listId"] },
        },
        [
          {
            name: "lead_list_members_list_fk",
            column: "listId",
            table: "lead_lists",
            onDelete: "CASCADE",
          },
          {
            name: "lead_list_members_lead_fk",
            column: "leadId",
            table: "leads",
            onDelete: "CASCADE",
          },
        ],
      ),
      true,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("lead_list_members");
    await runner.dropTable("lead_lists");
  }
}
