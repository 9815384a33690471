import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";

const ID_RANDOM_BYTES = 16;
/** Randomness is fetched for many ids at once; each call for it costs more than the id. */
const pool = new Uint8Array(ID_RANDOM_BYTES * 512);
let used = pool.length;

/** A new id: UUIDv7 (RFC 9562), so that ids sort by creation; `at` for rows of another time. */
export function newId(at?: Date): string {
  return at ? v7({ msecs: at.getTime(), random: nextRandom() }) : v7();
}

function nextRandom(): Uint8Array {
  if (used >= pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += ID_RANDOM_BYTES;
  return pool.subarray(used - ID_RANDOM_BYTES, used);
}
