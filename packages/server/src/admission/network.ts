import { parseIpAddress } from "@latchkey/shared";

const V6_NETWORK_BYTES = 8;

/** The network an address is counted under: itself for IPv4, its /64 for IPv6, where one client has many addresses. */
export function networkOf(address: string): string {
  const bytes = parseIpAddress(address);
  return bytes?.length === 16 ? bytes.slice(0, V6_NETWORK_BYTES).join(".") : address;
}
