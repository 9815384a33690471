import type { DataSource, EntityManager } from "typeorm";
import { isDeadlock } from "./failures.js";

const TRIES_MAX = 5;

/**
 * Runs a transaction, and again where the database ended it to undo a deadlock: of two that waited for
 * one another, one was rolled back whole and only has to come after the other. `work` may so run several
 * times, and must do nothing outside the transaction.
 */
export async function inTransaction<T>(
  database: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.transaction(work);
    } catch (error) {
      if (tries === TRIES_MAX || !isDeadlock(error)) throw error;
    }
  }
}
