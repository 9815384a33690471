import type { Scope } from "@latchkey/shared";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { InstantColumn, ReferenceColumn } from "../../database/columns.js";

/** How often a key's requests needed a scope on one day. It holds no request, and outlives their rows. */
@Entity("api_key_scope_days")
export class ApiKeyScopeDay {
  @PrimaryColumn({ type: "varchar", length: 36 })
  apiKeyId!: string;

  /** Whole UTC days since 1970. */
  @PrimaryColumn({ type: "integer" })
  day!: number;

  @PrimaryColumn({ type: "varchar", length: 40 })
  scope!: Scope;

  @ReferenceColumn()
  workspaceId!: string;

  @Column({ type: "integer" })
  requests!: number;

  @InstantColumn()
  lastUsedAt!: Date;
}
