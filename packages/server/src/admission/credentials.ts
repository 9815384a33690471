import type { IncomingMessage } from "node:http";
import { parse as parseCookie } from "cookie";
import { ApiError, badInput } from "../base/api-error.js";

/** The session cookie's name. */
export const SESSION_COOKIE = "latchkey_session";

/** What a request brought to be recognised by. */
export type Credentials =
  | { readonly kind: "none" }
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "session"; readonly token: string; readonly workspaceSlug: string | null }
  | { readonly kind: "refused"; readonly error: ApiError; readonly hasKey: boolean };

const KEY_PARAMETERS = /^(x-)?api[-_]?key$|^key$/i;

/**
 * Reads the key or the session cookie from a request's headers. Refuses an empty key header, two
 * keys, a key beside a session, and a key in the query string, where logs and proxies would keep it.
 */
export function readCredentials(
  request: IncomingMessage,
  settings: { readonly keyHeaders: readonly string[]; readonly keyPrefix: string },
): Credentials {
  if (hasKeyInQuery(request.url ?? "", settings)) {
    return refuse(
      "query",
      "A key was in the address's query string",
      `Send the key in the ${settings.keyHeaders[0]} header, never in the address: addresses are kept in logs and histories. Treat this key as leaked and revoke it.`,
    );
  }
  const keys = settings.keyHeaders.flatMap((name) => headerValues(request, name));
  const token = readSessionToken(request);
  if (keys.length > 1) return refuse("headers", "Two keys were sent", "Send one key, not two.");
  const [presented] = keys;
  if (presented === undefined) {
    if (token === null) return { kind: "none" };
    const workspaceSlug = request.headersDistinct["x-workspace"]?.[0]?.trim() || null;
    return { kind: "session", token, workspaceSlug };
  }
  if (token !== null) {
    return refuse(
      "headers",
      "A session cookie was beside the key",
      "Send a key or a session cookie, not both.",
    );
  }
  const key = presented.trim();
  if (key === "") {
    return { kind: "refused", error: new ApiError("UNAUTHENTICATED"), hasKey: false };
  }
  return { kind: "key", key };
}

/** Each value of a header: Node, and many a proxy, joins several with commas, which no key has. */
function headerValues(request: IncomingMessage, name: string): readonly string[] {
  const value = request.headers[name];
  return value === undefined ? [] : String(value).split(",");
}

/** The session cookie's value, or null. */
export function readSessionToken(request: IncomingMessage): string | null {
  const { cookie } = request.headers;
  return (cookie && parseCookie(cookie)[SESSION_COOKIE]) || null;
}

function refuse(field: string, reason: string, sentence: string): Credentials {
  return { kind: "refused", error: badInput({ [field]: sentence }, reason), hasKey: true };
}

function hasKeyInQuery(
  url: string,
  settings: { readonly keyHeaders: readonly string[]; readonly keyPrefix: string },
): boolean {
  const at = url.indexOf("?");
  if (at < 0) return false;
  const keyText = new RegExp(`(^|[^0-9A-Za-z])${settings.keyPrefix}_(live|test)_`);
  return [...new URLSearchParams(url.slice(at + 1))].some(
    ([name, value]) =>
      KEY_PARAMETERS.test(name) ||
      settings.keyHeaders.includes(name.toLowerCase()) ||
      keyText.test(value) ||
      keyText.test(name),
  );
}
