import { Brackets } from "typeorm";

/** Text in which LIKE finds no wildcard, for `LIKE … ESCAPE '!'`. */
export function escapeLike(text: string): string {
  return text.replace(/[!%_]/g, "!$&");
}

/** Whether a column that keeps a list with commas between its items holds this one, which has no comma. */
export function holdsItem(column: string, item: string): Brackets {
  const [first, last, inner] = patternsOf(item);
  return new Brackets((either) => {
    either
      .where(`${column} = :item`, { item })
      .orWhere(`${column} LIKE :first ESCAPE '!'`, { first })
      .orWhere(`${column} LIKE :last ESCAPE '!'`, { last })
      .orWhere(`${column} LIKE :inner ESCAPE '!'`, { inner });
  });
}

/** The same in plain SQL, with its parameters. */
export function itemCondition(column: string, item: string): [sql: string, ...string[]] {
  const patterns = patternsOf(item);
  const likes = patterns.map(() => `${column} LIKE ? ESCAPE '!'`);
  return [`(${[`${column} = ?`, ...likes].join(" OR ")})`, item, ...patterns];
}

/** The item as the first, the last, and between others. */
function patternsOf(item: string): [first: string, last: string, inner: string] {
  const text = escapeLike(item);
  return [`${text},%`, `%,${text}`, `%,${text},%`];
}
