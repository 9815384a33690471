import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";

/** The file that a command's name stands for, as the shell would find it; null when there is none. */
export function onPath(name) {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return folders.map((folder) => path.join(folder, name)).find(isExecutable) ?? null;
}

/** Whether a path is a file that this user may run. */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
