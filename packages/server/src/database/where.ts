import type { RowOrder } from "../base/list-order.js";

/** Sorts after every text that begins with a prefix. */
const LAST_CHARACTER = "\u{10FFFF}";

/** A condition in plain SQL and its parameters; each condition that is added must be met, too. */
export class Where {
  private constructor(
    readonly sql: string,
    readonly parameters: readonly unknown[],
  ) {}

  static equal(column: string, value: string): Where {
    return new Where(`${column} = ?`, [value]);
  }

  /** A condition with OR in it needs its own brackets. */
  static of(sql: string, ...parameters: readonly unknown[]): Where {
    return new Where(sql, parameters);
  }

  /** Narrows it; a condition with OR in it needs its own brackets. */
  and(sql: string, ...parameters: readonly unknown[]): Where {
    return new Where(`${this.sql} AND ${sql}`, [...this.parameters, ...parameters]);
  }

  /** Narrows it to texts that begin so, byte by byte; unlike LIKE, an index serves it on each database. */
  andStartsWith(column: string, prefix: string): Where {
    return this.and(`${column} >= ? AND ${column} < ?`, prefix, `${prefix}${LAST_CHARACTER}`);
  }

  /** Narrows it to the rows that come after this one in the order. */
  after({ property, isDescending }: RowOrder, id: string, key: string | Date | null): Where {
    const beyond = isDescending ? "<" : ">";
    if (property === null) return this.and(`id ${beyond} ?`, id);
    return this.and(
      `${property} ${beyond}= ? AND (${property} ${beyond} ? OR id ${beyond} ?)`,
      key,
      key,
      id,
    );
  }
}
