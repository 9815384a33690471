import { type MigrationInterface, type QueryRunner, TableColumn } from "typeorm";
import { instant, longText, nullable, text } from "./table-builder.js";

const KEY_COLUMNS = {
  expiresAt: nullable(instant),
  deactivatedAt: nullable(instant),
  deletedAt: nullable(instant),
  rotatedAt: nullable(instant),
  rotationSettledAt: nullable(instant),
  ipAllowlist: nullable(longText),
};

const SECRET_COLUMNS = {
  start: { ...text(32), default: "''" },
  lastFour: { ...text(4), default: "''" },
  closesAt: nullable(instant),
  firstUsedAt: nullable(instant),
  lastUsedAt: nullable(instant),
  lastUsedIp: nullable(text(45)),
  lastUsedUserAgent: nullable(text(300)),
};

/** What a key's whole life needs: expiry, states, the allowlist, and a history for each secret. */
export class ExtendApiKeys1761000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, column] of Object.entries(KEY_COLUMNS)) {
      await runner.addColumn("api_keys", new TableColumn({ name, ...column }));
    }
    for (const [name, column] of Object.entries(SECRET_COLUMNS)) {
      await runner.addColumn("api_key_secrets", new TableColumn({ name, ...column }));
    }
    // Until now a key had one secret, and was shown by it.
    for (const column of ["start", "lastFour"]) {
      await runner.query(
        `UPDATE api_key_secrets SET ${column} = (SELECT k.${column} FROM api_keys k WHERE k.id = api_key_secrets.apiKeyId)`,
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumns("api_key_secrets", Object.keys(SECRET_COLUMNS));
    await runner.dropColumns("api_keys", Object.keys(KEY_COLUMNS));
  }
}
