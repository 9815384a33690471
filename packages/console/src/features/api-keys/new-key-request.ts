import { isScope } from "@latchkey/shared";
import type { Permissions } from "./permissions.js";

/** The permissions that an address asks a new key to be made with; null when it asks for none. */
export function readNewKeyRequest(address: URLSearchParams): Permissions | null {
  if (!address.has("create")) return null;
  const customScopes = (address.get("scopes") ?? "").split(",").filter(isScope);
  return customScopes.length > 0
    ? { choice: "CUSTOM", customScopes }
    : { choice: "READ_ONLY", customScopes };
}
