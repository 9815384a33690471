import type { EntityManager } from "typeorm";
import { isMysql } from "./migrate.js";

/** Find options that keep the rows for this transaction alone; on the embedded database it has them already. */
export function rowLock(manager: EntityManager): { lock?: { mode: "pessimistic_write" } } {
  return isMysql(manager.dataSource) ? { lock: { mode: "pessimistic_write" } } : {};
}
