/** A condition in plain SQL and its parameters; each condition that is added must be met, too. */
export class Where {
  private constructor(
    readonly sql: string,
    readonly parameters: readonly unknown[],
  ) {}

  static equal(column: string, value: string): Where {
    return new Where(`${column} = ?`, [value]);
  }

  /** Narrows it; a condition with OR in it needs its own brackets. */
  and(sql: string, ...parameters: readonly unknown[]): Where {
    return new Where(`${this.sql} AND ${sql}`, [...this.parameters, ...parameters]);
  }
}
