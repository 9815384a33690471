import { v7 } from "uuid";

/** A new id: UUIDv7 (RFC 9562), so that ids sort by creation; `at` for rows of another time. */
export function newId(at?: Date): string {
  return v7(at ? { msecs: at.getTime() } : undefined);
}
