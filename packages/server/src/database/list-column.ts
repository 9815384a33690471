/** Text in which LIKE finds no wildcard, for `LIKE … ESCAPE '!'`. */
export function escapeLike(text: string): string {
  return text.replace(/[!%_]/g, "!$&");
}

/** Whether a column that keeps a list with commas between its items holds what `listed` makes of an item, byte by byte. */
export function holdsItem(column: string, parameter = "?"): string {
  return `INSTR(CONCAT(',', ${column}, ','), ${parameter}) > 0`;
}

/** An item, which has no comma, as `holdsItem` looks for it. */
export function listed(item: string): string {
  return `,${item},`;
}
