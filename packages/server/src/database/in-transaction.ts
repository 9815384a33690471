import type { DataSource, EntityManager } from "typeorm";
import { isDeadlock } from "./failures.js";

const TRIES_MAX = 5;

/**
 * Runs a transaction, and again where the database ended it to undo a deadlock: of two that waited for
 * one another, one was rolled back whole and only has to come after the other. `work` may so run several
 * times, and must do nothing outside the transaction.
 */
export function inTransaction<T>(
  database: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  return retryDeadlocks(() => database.transaction(work));
}

/** The same for one statement, which is a transaction by itself: a deletion waits for all that goes with the row. */
export async function retryDeadlocks<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES_MAX || !isDeadlock(error)) throw error;
    }
  }
}
