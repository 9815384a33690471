/** What a group of requests has in common, and the key if that is one. */
interface NamedGroup {
  readonly value: string;
  readonly apiKey?: { readonly name: string } | null;
}

/** Whether a group is what the server counts together beyond those that it tells apart: nothing to narrow to. */
export function isOthers({ value }: NamedGroup): boolean {
  return value === "*";
}

/** What a group is called. */
export function groupName(group: NamedGroup): string {
  const { value, apiKey } = group;
  if (apiKey) return apiKey.name;
  if (isOthers(group)) return "All others";
  return /^[0-9a-f-]{36}$/.test(value) ? "A deleted key" : value;
}

/** What choosing a group does. */
export function hintOf(group: NamedGroup, chosen: string | null): string {
  if (isOthers(group)) return "Too many to be told apart";
  return chosen === group.value ? "Show all again" : `Only ${groupName(group)}`;
}
