import type { MigrationInterface, QueryRunner } from "typeorm";
import { id, instant, longText, nullable, reference, table, text } from "./table-builder.js";

/** What was written to leads, and by them. */
export class CreateConversations1761000000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        "conversations",
        {
          id,
          workspaceId: reference,
          campaignId: reference,
          leadId: reference,
          channel: text(20),
          subject: nullable(text(300)),
          createdAt: instant,
          updatedAt: instant,
        },
        {
          conversations_workspace: { columns: ["workspaceId", "id"] },
          conversations_updated: { columns: ["workspaceId", "updatedAt", "id"] },
          conversations_campaign: { columns: ["campaignId", "workspaceId", "updatedAt", "id"] },
          conversations_lead: { columns: ["leadId", "id"] },
        },
        [
          {
            name: "conversations_workspace_fk",
            column: "workspaceId",
            table: "workspaces",
            onDelete: "CASCADE",
          },
          {
            name: "conversations_lead_fk",
            column: "leadId",
            table: "leads",
            onDelete: "CASCADE",
          },
        ],
      ),
      true,
    );
    await runner.createTable(
      table(
        "messages",
        {
          id,
          workspaceId: reference,
          conversationId: reference,
          direction: text(10),
          sender: text(254),
          body: longText,
          sentAt: instant,
        },
        { messages_conversation: { columns: ["conversationId", "id"] } },
        [
          {
            name: "messages_conversation_fk",
            column: "conversationId",
            table: "conversations",
            onDelete: "CASCADE",
          },
        ],
      ),
      true,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("messages");
    await runner.dropTable("conversations");
  }
}
