/**
 * Every check of a request that comes with a key, in the order in which they are made, and what each
 * makes sure of. A request stops at the first that it does not pass.
 */
export const REQUEST_CHECKS = {
  credentials: "It brings one key, in its header, and no session beside it",
  format: "What it brings has the form of a key, and its checksum is right",
  known: "The key is one of this installation",
  secret: "The secret is the key’s present one",
  deleted: "The key is not deleted",
  revoked: "The key is not revoked",
  expired: "The key has not expired",
  active: "The key is active",
  address: "The IP allowlist lets the address in",
  limits: "Every window of the key’s rate limits has room for it",
  body: "It is a POST with an operation in JSON",
  document: "The document is valid and within the limits",
  scopes: "The key has every permission the operation needs",
  variables: "The variables are of their types",
  campaign: "Its arguments stay within the key’s campaign",
  grants: "It gives nobody a permission that the key does not have",
  objects: "The answer cannot hold too many objects",
  execution: "The operation was carried out without an error",
} as const;

/** One check of a request. */
export type RequestCheckName = keyof typeof REQUEST_CHECKS;

/** The checks' names, in the order in which they are made. */
export const REQUEST_CHECK_NAMES: readonly RequestCheckName[] =
  Object.keys(REQUEST_CHECKS).filter(isRequestCheck);

/** Whether a text names a check. */
export function isRequestCheck(name: string): name is RequestCheckName {
  return Object.hasOwn(REQUEST_CHECKS, name);
}
