import type { MigrationInterface, QueryRunner } from "typeorm";
import { id, instant, longText, nullable, reference, table, text } from "./table-builder.js";

/** Campaigns and leads. */
export class CreateData1761000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        "campaigns",
        {
          id,
          workspaceId: reference,
          name: text(200),
          description: nullable(longText),
          status: text(20),
          createdAt: instant,
          updatedAt: instant,
        },
        { campaigns_workspace: { columns: ["workspaceId", "id"] } },
        [
          {
            name: "campaigns_workspace_fk",
            column: "workspaceId",
            table: "workspaces",
            onDelete: "CASCADE",
          },
        ],
      ),
    );
    await runner.createTable(
      table(
        "leads",
        {
          id,
          workspaceId: reference,
          campaignId: reference,
          name: text(200),
          email: text(254),
          phone: nullable(text(40)),
          company: nullable(text(200)),
          title: nullable(text(200)),
          source: nullable(text(100)),
          status: text(20),
          createdAt: instant,
          updatedAt: instant,
        },
        {
          leads_workspace: { columns: ["workspaceId", "id"] },
          leads_campaign: { columns: ["workspaceId", "campaignId", "id"] },
          leads_status: { columns: ["workspaceId", "status", "id"] },
          leads_by_campaign: { columns: ["campaignId"] },
        },
        [
          {
            name: "leads_workspace_fk",
            column: "workspaceId",
            table: "workspaces",
            onDelete: "CASCADE",
          },
          {
            name: "leads_campaign_fk",
            column: "campaignId",
            table: "campaigns",
            onDelete: "CASCADE",
          },
        ],
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("leads");
    await runner.dropTable("campaigns");
  }
}
