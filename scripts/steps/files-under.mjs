import { readdirSync } from "node:fs";
import path from "node:path";

/** Every file below a folder, or the file itself; nothing for a path that does not exist. */
export function filesUnder(place) {
  try {
    return readdirSync(place, { withFileTypes: true })
      .filter((entry) => entry.name !== "node_modules")
      .flatMap((entry) => {
        const inner = path.join(place, entry.name);
        return entry.isDirectory() ? filesUnder(inner) : [inner];
      })
      .sort();
  } catch (error) {
    if (error.code === "ENOTDIR") return [place];
    if (error.code === "ENOENT") return [];
    throw error;
  }
}
