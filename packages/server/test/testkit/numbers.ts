/** A table of the numbers from 0 on, as far as 10,000, for MySQL. */
export function numbers(count: number): string {
  const digit = Array.from({ length: 10 }, (_, each) => `SELECT ${each} AS d`).join(" UNION ALL ");
  return `(SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d AS n
    FROM (${digit}) a, (${digit}) b, (${digit}) c, (${digit}) e HAVING n < ${count}) AS numbers`;
}
