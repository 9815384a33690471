import { Brackets } from "typeorm";

/** Text in which LIKE finds no wildcard, for `LIKE … ESCAPE '!'`. */
export function escapeLike(text: string): string {
  return text.replace(/[!%_]/g, "!$&");
}

/** Whether a column that keeps a list with commas between its items holds this one, which has no comma. */
export function holdsItem(column: string, item: string): Brackets {
  const text = escapeLike(item);
  return new Brackets((either) => {
    either
      .where(`${column} = :item`, { item })
      .orWhere(`${column} LIKE :firstItem ESCAPE '!'`, { firstItem: `${text},%` })
      .orWhere(`${column} LIKE :lastItem ESCAPE '!'`, { lastItem: `%,${text}` })
      .orWhere(`${column} LIKE :innerItem ESCAPE '!'`, { innerItem: `%,${text},%` });
  });
}
