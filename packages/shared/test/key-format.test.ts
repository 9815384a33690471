import { randomInt } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import {
  buildKey,
  crc32,
  displayKey,
  KEY_MAX_LENGTH,
  keyChecksum,
  keyFileName,
  parseKey,
  redactKeys,
} from "@latchkey/shared";
import fc from "fast-check";

const prefixes = fc.stringMatching(/^[a-z]{1,16}$/);
const environments = fc.constantFrom("LIVE" as const, "TEST" as const);

describe("the checksum", () => {
  test("is CRC-32 (IEEE): the standard's check value", () => {
    expect(crc32("123456789")).toBe(0xcbf43926);
    expect(crc32("")).toBe(0);
  });

  test("is base62 with the digits first, left-padded to six", () => {
    expect(keyChecksum("")).toBe("000000");
    expect(keyChecksum("123456789")).toBe("3jZRME");
  });
});

describe("a key", () => {
  test("has the contract's format", () => {
    expect(buildKey("lk", "LIVE", randomInt)).toMatch(/^lk_live_[0-9A-Za-z]{44}$/);
    expect(buildKey("lk", "TEST", randomInt)).toMatch(/^lk_test_[0-9A-Za-z]{44}$/);
  });

  test("is read back as it was built, whatever prefix", () => {
    fc.assert(
      fc.property(prefixes, environments, (prefix, environment) => {
        const key = buildKey(prefix, environment, randomInt);
        expect(key.length).toBeLessThanOrEqual(KEY_MAX_LENGTH);
        expect(parseKey(key, prefix)).toEqual({
          prefix,
          environment,
          start: key.slice(0, prefix.length + 10),
          lastFour: key.slice(-4),
        });
      }),
    );
  });

  test("with any one character changed is none", () => {
    fc.assert(
      fc.property(fc.nat(51), fc.stringMatching(/^[0-9A-Za-z]$/), (at, character) => {
        const key = buildKey("lk", "LIVE", randomInt);
        fc.pre(key[at] !== character);
        expect(parseKey(key.slice(0, at) + character + key.slice(at + 1), "lk")).toBeNull();
      }),
    );
  });

  test("cut short, drawn out, or of another installation is none", () => {
    const key = buildKey("lk", "LIVE", randomInt);
    for (const bad of [key.slice(0, -1), `${key}0`, key.slice(0, 12), "", ` ${key}`, `${key}\n`]) {
      expect(parseKey(bad, "lk")).toBeNull();
    }
    expect(parseKey(key, "ee")).toBeNull();
  });

  test("no text makes the reader throw", () => {
    fc.assert(fc.property(fc.string(), (text) => parseKey(text, "lk") === null));
  });

  test("is shown by its start and its last four", () => {
    expect(displayKey("lk_live_a1B2", "wxyz")).toBe("lk_live_a1B2••••••••wxyz");
  });

  test("is taken out of text that is kept", () => {
    const key = buildKey("lk", "LIVE", randomInt);
    expect(redactKeys(`Cannot query field "${key}" on type "Query".`)).toBe(
      'Cannot query field "lk_live_••••" on type "Query".',
    );
    expect(redactKeys("curl/8.5 go_live_now")).toBe("curl/8.5 go_live_now");
  });

  test.each(["/leads/%20", "client_", "Client", "v2", "abcdefghijklmnopqrst"])(
    "is taken out right behind %j, too",
    (before) => {
      const key = buildKey("lk", "LIVE", randomInt);
      expect(redactKeys(`${before}${key}`)).toBe(`${before}lk_live_••••`);
    },
  );
});

describe("the file a key is downloaded as", () => {
  test.each([
    ["Lead Upload", "lead-upload-api-key.txt"],
    ["  Ünï  cödé!! ", "uni-code-api-key.txt"],
    ["../../etc/passwd", "etc-passwd-api-key.txt"],
    ["日本", "日本-api-key.txt"],
    ["!!!", "api-key.txt"],
  ])("of %j is %s", (name, file) => {
    expect(keyFileName(name)).toBe(file);
  });
});
