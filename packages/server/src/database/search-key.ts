/** How much of a text is searched and sorted by, in characters. */
export const SEARCH_KEY_MAX = 100;

const MARKS = /\p{M}+/gu;

/** The form in which texts are searched and sorted: lower case, without accents, its first 100 characters. */
export function searchKey(text: string): string {
  const plain = text.normalize("NFKD").replace(MARKS, "").toLowerCase().trim();
  return [...plain].slice(0, SEARCH_KEY_MAX).join("");
}

/** The last word of a name as it is searched; empty where it is the only one, which the name's own key finds. */
export function lastNameKey(name: string): string {
  const words = name.trim().split(/\s+/);
  return words.length > 1 ? searchKey(words.at(-1) ?? "") : "";
}
