/** An address as its bytes: four or sixteen. An IPv4-mapped IPv6 address is its IPv4 one. */
export type IpAddress = readonly number[];

/** A network: an address and how many of its leading bits count. */
export interface IpRange {
  readonly address: IpAddress;
  readonly bits: number;
}

const DECIMAL = /^(0|[1-9]\d{0,2})$/;
const HEX_GROUP = /^[0-9a-f]{1,4}$/i;
const MAPPED_PREFIX = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

/**
 * Reads an IPv4 or IPv6 address, strictly: four plain decimal parts, or RFC 4291 text. No octal,
 * no hex, no short forms, no zone, no port. Null for anything else.
 */
export function parseIpAddress(text: string): IpAddress | null {
  const bytes = text.includes(":") ? parseV6(text) : parseV4(text);
  if (bytes?.length === 16 && MAPPED_PREFIX.every((byte, index) => bytes[index] === byte)) {
    return bytes.slice(12);
  }
  return bytes;
}

/** Reads an address or a CIDR range; null when `ipRangeProblem` has something to say. */
export function parseIpRange(text: string): IpRange | null {
  const [addressText = "", bitsText, ...rest] = text.split("/");
  const address = parseIpAddress(addressText);
  if (!address || rest.length > 0) return null;
  const written = addressText.includes(":") ? 128 : 32;
  if (bitsText !== undefined && (!DECIMAL.test(bitsText) || Number(bitsText) > written))
    return null;
  // A mapped range counts its bits from the IPv6 form's beginning.
  const bits = Number(bitsText ?? written) - (written - address.length * 8);
  if (bits < 0) return null;
  return { address, bits };
}

/** Says what is wrong with an entry of an allowlist, or null. */
export function ipRangeProblem(text: string): string | null {
  const range = parseIpRange(text);
  if (range) {
    const network = maskAddress(range.address, range.bits);
    if (network.every((byte, index) => byte === range.address[index])) return null;
    return `This range has bits behind its length; the network is ${formatIpRange({ ...range, address: network })}.`;
  }
  if (text.trim() === "") return "An entry is empty.";
  if (text !== text.trim()) return "An entry has space around it.";
  if (text.includes("%")) return "Zone ids (after %) cannot be used.";
  if (/^\[.*\](:\d+)?$/.test(text) || /^[\d.]+:\d+$/.test(text))
    return "Leave out brackets and the port.";
  if (/^0x|\.0x/i.test(text)) return "Write the parts in decimal, not in hex.";
  if (/(^|\.)0\d/.test(text.split("/")[0] ?? "") && !text.includes(":")) {
    return "Parts with leading zeros are read differently by different programs; leave the zeros out.";
  }
  if (/^\d+(\.\d+){0,2}(\/|$)/.test(text)) return "An IPv4 address needs all four parts.";
  if (text.includes("/") && parseIpAddress(text.split("/")[0] ?? "")) {
    return "The length after / must be a whole number, up to 32 for IPv4 and 128 for IPv6.";
  }
  return "This is no IP address or CIDR range, such as 203.0.113.7 or 2001:db8::/32.";
}

/** Whether an address is inside a range; an IPv4 address is never inside an IPv6 range. */
export function isInRange(address: IpAddress, range: IpRange): boolean {
  if (address.length !== range.address.length) return false;
  const masked = maskAddress(address, range.bits);
  const network = maskAddress(range.address, range.bits);
  return masked.every((byte, index) => byte === network[index]);
}

/** Whether the text of an address is inside one of the ranges; what is no address is inside none. */
export function isInRanges(text: string, ranges: readonly IpRange[]): boolean {
  const address = parseIpAddress(text);
  return address !== null && ranges.some((range) => isInRange(address, range));
}

/** The network of so many leading bits that the text of an address is in, as text; null for what is no address. */
export function ipNetwork(
  text: string,
  { ipv4Bits, ipv6Bits }: { readonly ipv4Bits: number; readonly ipv6Bits: number },
): string | null {
  const address = parseIpAddress(text);
  if (!address) return null;
  const bits = address.length === 4 ? ipv4Bits : ipv6Bits;
  return formatIpRange({ address: maskAddress(address, bits), bits });
}

/** A range in its one canonical text: no length for a single address, IPv6 as in RFC 5952. */
export function formatIpRange({ address, bits }: IpRange): string {
  const text = formatIpAddress(address);
  return bits === address.length * 8 ? text : `${text}/${bits}`;
}

/** An address in its one canonical text: IPv6 as in RFC 5952, the mapped form as IPv4. */
export function formatIpAddress(address: IpAddress): string {
  if (address.length === 4) return address.join(".");
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((address[index * 2] ?? 0) << 8) | (address[index * 2 + 1] ?? 0)).toString(16),
  );
  const { start, length } = longestZeroRun(groups);
  if (length < 2) return groups.join(":");
  return `${groups.slice(0, start).join(":")}::${groups.slice(start + length).join(":")}`;
}

function longestZeroRun(groups: readonly string[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start += 1) {
    let length = 0;
    while (groups[start + length] === "0") length += 1;
    if (length > best.length) best = { start, length };
  }
  return best;
}

function maskAddress(address: IpAddress, bits: number): number[] {
  return address.map((byte, index) => {
    const kept = Math.min(8, Math.max(0, bits - index * 8));
    return byte & (0xff00 >> kept) & 0xff;
  });
}

function parseV4(text: string): number[] | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => DECIMAL.test(part))) return null;
  const bytes = parts.map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : null;
}

function parseV6(text: string): number[] | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half, index) => parseGroups(half, index === halves.length - 1));
  if (!head || (halves.length === 2 && !tail)) return null;
  if (halves.length === 1) return head.length === 16 ? head : null;
  const missing = 16 - head.length - (tail?.length ?? 0);
  if (missing < 2) return null;
  return [...head, ...Array<number>(missing).fill(0), ...(tail ?? [])];
}

/** The bytes of colon-separated groups; the last may be an IPv4 address where text ends there. */
function parseGroups(text: string, isLast: boolean): number[] | null {
  if (text === "") return [];
  const groups = text.split(":");
  const bytes: number[] = [];
  for (const [index, group] of groups.entries()) {
    const isFinal = isLast && index === groups.length - 1;
    if (isFinal && group.includes(".")) {
      const v4 = parseV4(group);
      if (!v4) return null;
      bytes.push(...v4);
    } else {
      if (!HEX_GROUP.test(group)) return null;
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 0xff);
    }
  }
  return bytes;
}
