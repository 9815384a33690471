import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { filesUnder } from "./files-under.mjs";
import { root } from "./root.mjs";

/** One hash over files and folders (names and contents) and whatever else decides the outcome of a step. */
export function fingerprint(places, extra = []) {
  const hash = createHash("sha256").update(JSON.stringify(extra));
  for (const file of places.flatMap(filesUnder)) {
    hash.update(`\n${path.relative(root, file)}\n`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** Whether the step that writes this stamp last ran on the same input. */
export function isFresh(stampFile, value) {
  try {
    return readFileSync(stampFile, "utf8") === value;
  } catch {
    return false;
  }
}

/** Notes that a step has run on this input. */
export function writeStamp(stampFile, value) {
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, value);
}
