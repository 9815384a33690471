const PARAM = "lead";

/** The lead whose details the address asks for, or null. */
export function readLeadId(search: URLSearchParams): string | null {
  return search.get(PARAM) || null;
}

/** The same view with this lead's details open; without an id, closed. */
export function withLead(search: URLSearchParams, id: string | null): URLSearchParams {
  const next = new URLSearchParams(search);
  if (id === null) next.delete(PARAM);
  else next.set(PARAM, id);
  return next;
}
