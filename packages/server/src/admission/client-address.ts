import type { IncomingMessage } from "node:http";
import { type BlockList, isIP } from "node:net";

/**
 * The client's address: the socket's, or, behind trusted proxies, the right-most address of
 * `X-Forwarded-For` that is not a trusted proxy. Whatever a stranger writes further left is ignored.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: BlockList): string {
  let address = plain(request.socket.remoteAddress ?? "");
  if (!isTrusted(address, trustedProxies)) return address;
  const hops = (request.headersDistinct["x-forwarded-for"] ?? []).join(",").split(",");
  for (const hop of hops.reverse()) {
    const candidate = plain(withoutPort(hop.trim()));
    if (isIP(candidate) === 0) break;
    address = candidate;
    if (!isTrusted(candidate, trustedProxies)) break;
  }
  return address;
}

/** Whether the client speaks TLS, to us or to a trusted proxy. */
export function isSecure(request: IncomingMessage, trustedProxies: BlockList): boolean {
  if ("encrypted" in request.socket && request.socket.encrypted === true) return true;
  const peer = plain(request.socket.remoteAddress ?? "");
  const protocol = request.headersDistinct["x-forwarded-proto"]?.at(-1)?.split(",").at(-1)?.trim();
  return isTrusted(peer, trustedProxies) && protocol === "https";
}

/** Some proxies add the client's port: Azure's Application Gateway does. */
function withoutPort(hop: string): string {
  return hop.replace(/^\[(.*)\](?::\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1");
}

/** An IPv4 address that came in through an IPv6 socket, in its own notation. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
}

function isTrusted(address: string, trustedProxies: BlockList): boolean {
  if (isEmpty(trustedProxies)) return false;
  const version = isIP(address);
  return version !== 0 && trustedProxies.check(address, version === 4 ? "ipv4" : "ipv6");
}

const emptiness = new WeakMap<BlockList, boolean>();

/** Whether no proxy is trusted; a list does not change once it is read. */
function isEmpty(ranges: BlockList): boolean {
  let isKnownEmpty = emptiness.get(ranges);
  if (isKnownEmpty === undefined) {
    isKnownEmpty = ranges.rules.length === 0;
    emptiness.set(ranges, isKnownEmpty);
  }
  return isKnownEmpty;
}
