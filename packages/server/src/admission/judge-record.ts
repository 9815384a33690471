import { judgeKey, type KeyCheck } from "../resources/api-keys/key-verdict.js";
import type { KeyRecord } from "./key-record.js";

/** The first question that a key's record does not pass, for a request from this address; null for one that authenticates. */
export function judgeRecord(record: KeyRecord, now: Date, address: string): KeyCheck | null {
  return judgeKey({ ...record, secretClosesAt: record.secret.closesAt }, now, address);
}
