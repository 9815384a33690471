import type { MigrationInterface, QueryRunner } from "typeorm";
import {
  digest,
  id,
  instant,
  integer,
  longText,
  nullable,
  reference,
  table,
  text,
} from "./table-builder.js";

/** The audit log: one chain of events a workspace, and each chain's head. */
export class CreateAudit1761000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        "audit_events",
        {
          id,
          workspaceId: reference,
          sequence: integer,
          at: instant,
          actorKind: text(20),
          actorId: nullable(reference),
          actorName: text(254),
          ip: nullable(text(45)),
          action: text(60),
          subjectKind: text(40),
          subjectId: reference,
          subjectName: text(200),
          before: nullable(longText),
          after: nullable(longText),
          keyVersion: integer,
          previousHash: digest,
          hash: digest,
        },
        {
          audit_events_chain: { columns: ["workspaceId", "sequence"], unique: true },
          audit_events_workspace: { columns: ["workspaceId", "id"] },
          audit_events_subject: { columns: ["workspaceId", "subjectId", "id"] },
        },
      ),
    );
    await runner.createTable(
      table("audit_heads", {
        workspaceId: { ...reference, isPrimary: true },
        sequence: integer,
        hash: digest,
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("audit_heads");
    await runner.dropTable("audit_events");
  }
}
