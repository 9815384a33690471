/** A text with the words that stand for ids replaced, those for which there is one. */
export function fillInIds(text: string, ids: Readonly<Record<string, string | undefined>>): string {
  return text.replace(/"([A-Z]+_ID)"/g, (whole, word: string) => {
    const id = ids[word];
    return id === undefined ? whole : JSON.stringify(id);
  });
}
