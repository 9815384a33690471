import { BlockList, isIP } from "node:net";

/**
 * Reads addresses and CIDR ranges with commas between them. Strict: what `net.isIP` refuses
 * (`010.0.0.1`, `10.1`, ports, zone ids) is a problem, never a guess.
 */
export function parseAddressRanges(text: string): { ranges: BlockList; problems: string[] } {
  const ranges = new BlockList();
  const problems: string[] = [];
  for (const part of text.split(",").map((piece) => piece.trim())) {
    if (part === "") continue;
    const [address = "", bits, ...rest] = part.split("/");
    const version = address.includes("%") ? 0 : isIP(address);
    const bitsMax = version === 4 ? 32 : 128;
    const isBitsGood =
      bits === undefined || (/^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= bitsMax);
    if (version === 0 || rest.length > 0 || !isBitsGood) {
      problems.push(`has an entry that is no address or CIDR range: ${part}`);
      continue;
    }
    ranges.addSubnet(address, Number(bits ?? bitsMax), version === 4 ? "ipv4" : "ipv6");
  }
  return { ranges, problems };
}
