import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { FirstComeLock } from "../../database/first-come-lock.js";

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

const LOG_N = 17;
const BLOCK_SIZE = 8;
const PARALLELIZATION = 1;
const MEMORY_MAX = 256 * 1024 * 1024;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

// Each hash takes 128 MiB and a thread of the pool that files need too.
const turns = new FirstComeLock(10_000, 2);

/** Hashes a password with scrypt (N=2^17, r=8, p=1; OWASP's recommendation), as a PHC string. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await deriveInTurn(password, salt, LOG_N, BLOCK_SIZE, PARALLELIZATION);
  const settings = `ln=${LOG_N},r=${BLOCK_SIZE},p=${PARALLELIZATION}`;
  return `$scrypt$${settings}$${salt.toString("base64url")}$${hash.toString("base64url")}`;
}

/** Whether the password is the one behind the stored string. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const match = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(stored);
  if (!match) throw new Error("A stored password hash is damaged");
  const [, logN, blockSize, parallelization, salt = "", hash = ""] = match;
  const expected = Buffer.from(hash, "base64url");
  const actual = await deriveInTurn(
    password,
    Buffer.from(salt, "base64url"),
    Number(logN),
    Number(blockSize),
    Number(parallelization),
  );
  return timingSafeEqual(actual, expected);
}

let decoy: Promise<string> | undefined;

/** Does the work of a verification for an unknown address, so that its time tells nothing. */
export async function pretendToVerify(password: string): Promise<void> {
  decoy ??= hashPassword(randomBytes(16).toString("base64url"));
  await verifyPassword(password, await decoy);
}

async function deriveInTurn(
  password: string,
  salt: Buffer,
  logN: number,
  blockSize: number,
  parallelization: number,
): Promise<Buffer> {
  await turns.acquire();
  try {
    const options = { N: 2 ** logN, r: blockSize, p: parallelization, maxmem: MEMORY_MAX };
    return await derive(password.normalize("NFKC"), salt, HASH_BYTES, options);
  } finally {
    turns.release();
  }
}
