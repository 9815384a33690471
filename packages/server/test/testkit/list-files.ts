import { readdirSync, statSync } from "node:fs";
import path from "node:path";

/** Every file below a folder. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    return statSync(file).isDirectory() ? listFiles(file) : [file];
  });
}
