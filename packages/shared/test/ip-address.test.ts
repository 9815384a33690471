import { isIP } from "node:net";
import { describe, expect, test } from "@jest/globals";
import {
  formatIpAddress,
  formatIpRange,
  ipRangeProblem,
  isInRanges,
  parseIpAddress,
  parseIpRange,
} from "@latchkey/shared";
import fc from "fast-check";

const addresses = fc.oneof(fc.ipV4(), fc.ipV6());

describe("addresses", () => {
  test("what is read is what Node takes for an address, and nothing else", () => {
    const almost = fc.oneof(addresses, fc.stringMatching(/^[0-9a-f.:%/x]{0,24}$/), fc.string());
    fc.assert(
      fc.property(almost, (text) => {
        const isAddress = isIP(text) !== 0 && !text.includes("%");
        expect(parseIpAddress(text) !== null).toBe(isAddress);
      }),
      { numRuns: 2000 },
    );
  });

  test("the canonical text reads back as the same address", () => {
    fc.assert(
      fc.property(addresses, (text) => {
        const address = parseIpAddress(text);
        if (!address) throw new Error("Not an address");
        expect(parseIpAddress(formatIpAddress(address))).toEqual(address);
      }),
    );
  });

  test.each([
    ["2001:DB8:0:0:0:0:0:1", "2001:db8::1"],
    ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
    ["2001:0:0:1:0:0:0:1", "2001:0:0:1::1"],
    ["::", "::"],
    ["::1", "::1"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["::ffff:cb00:7107", "203.0.113.7"],
  ])("%s is %s", (text, canonical) => {
    const range = parseIpRange(text);
    expect(range && formatIpRange(range)).toBe(canonical);
  });
});

describe("ranges", () => {
  test.each([
    "203.0.113.7",
    "10.0.0.0/8",
    "0.0.0.0/0",
    "2001:db8::/32",
    "::/0",
    "::1/128",
    "::ffff:10.0.0.0/104",
  ])("%s is taken", (text) => expect(ipRangeProblem(text)).toBeNull());

  test.each([
    ["010.1.2.3", "leading zeros"],
    ["10.1", "all four parts"],
    ["10", "all four parts"],
    ["0xa.1.2.3", "decimal"],
    ["10.0x1.2.3", "decimal"],
    ["10.1.2.3:80", "port"],
    ["[::1]:443", "port"],
    ["[::1]", "brackets"],
    ["fe80::1%eth0", "Zone"],
    ["10.0.0.0/33", "up to 32"],
    ["2001:db8::/129", "128"],
    ["10.0.0.0/08", "whole number"],
    ["10.0.0.0/8/8", "whole number"],
    ["10.0.0.0/-1", "whole number"],
    ["10.1.2.3/8", "10.0.0.0/8"],
    ["2001:db8::1/32", "2001:db8::/32"],
    ["256.1.1.1", "no IP address"],
    ["1.2.3.4.5", "no IP address"],
    ["example.com", "no IP address"],
    ["1::2::3", "no IP address"],
    ["12345::", "no IP address"],
    ["", "empty"],
    [" 10.0.0.1", "space"],
    ["１０.0.0.1", "no IP address"],
  ])("%j is refused, and told why: %s", (text, word) => {
    expect(ipRangeProblem(text)).toContain(word);
  });

  test.each([
    ["203.0.113.7", ["203.0.113.7"], true],
    ["203.0.113.8", ["203.0.113.7"], false],
    ["10.255.0.1", ["10.0.0.0/8"], true],
    ["11.0.0.0", ["10.0.0.0/8"], false],
    ["::ffff:10.1.1.1", ["10.0.0.0/8"], true],
    ["10.1.1.1", ["::ffff:10.0.0.0/104"], true],
    ["10.1.1.1", ["::/0"], false],
    ["2001:db8::5", ["0.0.0.0/0"], false],
    ["2001:db8:ffff::", ["2001:db8::/32"], true],
    ["2001:db9::", ["2001:db8::/32"], false],
    ["198.51.100.130", ["198.51.100.128/25", "::1"], true],
    ["198.51.100.127", ["198.51.100.128/25", "::1"], false],
    ["nonsense", ["0.0.0.0/0", "::/0"], false],
  ])("%s in %j: %s", (address, texts, expected) => {
    const ranges = texts.map((text) => {
      const range = parseIpRange(text);
      if (!range) throw new Error(`${text} is no range`);
      return range;
    });
    expect(isInRanges(address, ranges)).toBe(expected);
  });
});
