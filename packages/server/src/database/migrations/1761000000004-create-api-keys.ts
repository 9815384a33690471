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

/** API keys and the hashes of their secrets. */
export class CreateApiKeys1761000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        "api_keys",
        {
          id,
          workspaceId: reference,
          ownerId: reference,
          campaignId: nullable(reference),
          name: text(80),
          description: nullable(text(500)),
          environment: text(4),
          scopes: longText,
          start: text(32),
          lastFour: text(4),
          version: { ...integer, default: "1" },
          createdAt: instant,
          lastUsedAt: nullable(instant),
          lastUsedIp: nullable(text(45)),
          revokedAt: nullable(instant),
        },
        {
          api_keys_workspace: { columns: ["workspaceId", "id"] },
          api_keys_owner: { columns: ["ownerId"] },
        },
        [
          {
            name: "api_keys_workspace_fk",
            column: "workspaceId",
            table: "workspaces",
            onDelete: "CASCADE",
          },
          { name: "api_keys_owner_fk", column: "ownerId", table: "users", onDelete: "RESTRICT" },
        ],
      ),
    );
    await runner.createTable(
      table(
        "api_key_secrets",
        { id, apiKeyId: reference, hash: digest, pepperVersion: integer, createdAt: instant },
        {
          api_key_secrets_hash: { columns: ["hash"], unique: true },
          api_key_secrets_key: { columns: ["apiKeyId"] },
        },
        [
          {
            name: "api_key_secrets_key_fk",
            column: "apiKeyId",
            table: "api_keys",
            onDelete: "CASCADE",
          },
        ],
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("api_key_secrets");
    await runner.dropTable("api_keys");
  }
}
