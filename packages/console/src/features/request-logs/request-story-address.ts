const PARAM = "request";
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The request whose story the address asks for, or null. */
export function readStoryId(search: URLSearchParams): string | null {
  return search.get(PARAM) || null;
}

/** The same view with this request's story open; without an id, closed. */
export function withStory(search: URLSearchParams, id: string | null): URLSearchParams {
  const next = new URLSearchParams(search);
  if (id === null) next.delete(PARAM);
  else next.set(PARAM, id);
  return next;
}

/** The id in what somebody pasted, quotes and space around it and its case aside; null when it is none. */
export function pastedId(text: string): string | null {
  const id = text.replace(/^[\s"'`]+|[\s"'`,.;]+$/g, "").toLowerCase();
  return ID.test(id) ? id : null;
}
