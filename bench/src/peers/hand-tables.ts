import { EntitySchema } from "typeorm";

/** A key as people keep it by hand: its SHA-256, and when it was last used. */
export interface HandKeyRow {
  id: string;
  hash: string;
  lastUsedAt: string | null;
}

/** The keys' table. */
export const HandKeyTable = new EntitySchema<HandKeyRow>({
  name: "HandKey",
  tableName: "hand_keys",
  columns: {
    id: { type: "varchar", length: 36, primary: true },
    hash: { type: "varchar", length: 64, unique: true },
    lastUsedAt: { type: "varchar", length: 24, name: "last_used_at", nullable: true },
  },
});

/** A request as people log it by hand. */
export interface HandLogRow {
  id: string;
  keyId: string;
  at: string;
  method: string;
  endpoint: string;
  ip: string | null;
}

/** The log's table. */
export const HandLogTable = new EntitySchema<HandLogRow>({
  name: "HandLog",
  tableName: "hand_logs",
  columns: {
    id: { type: "varchar", length: 36, primary: true },
    keyId: { type: "varchar", length: 36, name: "key_id" },
    at: { type: "varchar", length: 24 },
    method: { type: "varchar", length: 10 },
    endpoint: { type: "varchar", length: 100 },
    ip: { type: "varchar", length: 45, nullable: true },
  },
});
