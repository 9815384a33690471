/** Where a key is meant to be used; part of the key's visible prefix. */
export type KeyEnvironment = "LIVE" | "TEST";

/** What can be told of a well-formed key without asking anyone. */
export interface ParsedKey {
  readonly prefix: string;
  readonly environment: KeyEnvironment;
  /** Prefix, environment and the first four random characters: `lk_live_a1B2`. */
  readonly start: string;
  readonly lastFour: string;
}

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM_LENGTH = 38;
const CHECKSUM_LENGTH = 6;
const START_RANDOM_LENGTH = 4;
const KEY_PATTERN = /^([a-z]+)_(live|test)_([0-9A-Za-z]{44})$/;

/** Longest key any configuration can produce: a 16-letter prefix, environment, body, separators. */
export const KEY_MAX_LENGTH = 16 + 1 + 4 + 1 + RANDOM_LENGTH + CHECKSUM_LENGTH;

/** CRC-32 (IEEE 802.3), a row per byte value. */
const CRC_TABLE: readonly number[] = Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) {
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  }
  return remainder >>> 0;
});

/** CRC-32 (IEEE) of ASCII text, as an unsigned 32-bit number. */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) {
    crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ text.charCodeAt(i)) & 0xff] ?? 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** The six base62 characters that end a key: CRC-32 of everything before them, left-padded. */
export function keyChecksum(body: string): string {
  let rest = crc32(body);
  let digits = "";
  while (rest > 0) {
    digits = BASE62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits.padStart(CHECKSUM_LENGTH, "0");
}

/**
 * A new key: `<prefix>_<live|test>_<38 random base62><6 base62 of CRC-32>`.
 * `randomInteger(bound)` must return an unpredictable, uniform integer in [0, bound).
 */
export function buildKey(
  prefix: string,
  environment: KeyEnvironment,
  randomInteger: (bound: number) => number,
): string {
  let body = `${prefix}_${environment === "LIVE" ? "live" : "test"}_`;
  for (let i = 0; i < RANDOM_LENGTH; i++) body += BASE62.charAt(randomInteger(62));
  return body + keyChecksum(body);
}

/** Reads a key's visible parts, or null when its format, prefix or checksum is wrong. */
export function parseKey(key: string, prefix: string): ParsedKey | null {
  if (key.length > KEY_MAX_LENGTH) return null;
  const match = KEY_PATTERN.exec(key);
  if (!match || match[1] !== prefix) return null;
  if (keyChecksum(key.slice(0, -CHECKSUM_LENGTH)) !== key.slice(-CHECKSUM_LENGTH)) return null;
  const randomAt = key.length - RANDOM_LENGTH - CHECKSUM_LENGTH;
  return {
    prefix,
    environment: match[2] === "live" ? "LIVE" : "TEST",
    start: key.slice(0, randomAt + START_RANDOM_LENGTH),
    lastFour: key.slice(-4),
  };
}

/** What is wrong with a text that is no key, as the end of "Not a key: …", for the log; it repeats nothing of it. */
export function malformedKeyReason(text: string, prefix: string): string {
  const [, random] = new RegExp(`^${prefix}_(?:live|test)_(.*)$`, "s").exec(text) ?? [];
  if (random === undefined) return `it does not begin with ${prefix}_live_ or ${prefix}_test_`;
  if (/[^0-9A-Za-z]/.test(random)) return "it has characters other than letters and digits";
  const length = RANDOM_LENGTH + CHECKSUM_LENGTH;
  return random.length === length
    ? "its checksum is wrong, so a character is another or in another place"
    : `it has ${random.length} characters where a key has ${length}`;
}

/** How a key is shown once its secret is gone: `lk_live_a1B2••••••••wxyz`. */
export function displayKey(start: string, lastFour: string): string {
  return `${start}••••••••${lastFour}`;
}

// Wherever it begins: after `%20` or `client_` there is no word boundary.
const KEY_IN_TEXT = /([a-z]{1,16}_(?:live|test)_)[0-9A-Za-z]{8,}/g;

/** Text that is about to be kept or shown, with the random part of anything that looks like a key taken out. */
export function redactKeys(text: string): string {
  // Nearly every text has none, and is asked about in every request.
  if (!text.includes("_live_") && !text.includes("_test_")) return text;
  return text.replace(KEY_IN_TEXT, "$1••••");
}

/** The name of the text file a new secret is downloaded as: `Lead Upload` gives `lead-upload-api-key.txt`. */
export function keyFileName(keyName: string): string {
  const slug = keyName
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return slug ? `${slug}-api-key.txt` : "api-key.txt";
}
