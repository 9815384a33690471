import { isIPv4 } from "node:net";
import { formatIpRange, parseIpAddress } from "@latchkey/shared";

const V6_BYTES = 16;
const V6_NETWORK_BITS = 64;

/** The network an address is counted under: itself for IPv4, its /64 for IPv6, where one client has many addresses. */
export function networkOf(address: string): string {
  if (isIPv4(address)) return address;
  const bytes = parseIpAddress(address);
  if (!bytes) return address;
  if (bytes.length < V6_BYTES) return bytes.join(".");
  const network = bytes.map((byte, index) => (index * 8 < V6_NETWORK_BITS ? byte : 0));
  return formatIpRange({ address: network, bits: V6_NETWORK_BITS });
}
