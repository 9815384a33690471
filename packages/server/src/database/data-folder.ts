import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Pepper } from "../base/config.js";
import { SqliteDatabase } from "./sqlite-database.js";

/** The folder that holds the embedded database, the spool and generated secrets; one process at a time. */
export class DataFolder {
  private constructor(
    readonly folder: string,
    private readonly lock: SqliteDatabase,
  ) {}

  /** Makes the folder when it is missing, readable by its owner only, and locks it for this process. */
  static open(folder: string): DataFolder {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    // The operating system drops SQLite's file lock with the process, however it ends.
    const lock = new SqliteDatabase(path.join(folder, "lock"), { timeout: 0 });
    try {
      lock.exec("BEGIN EXCLUSIVE");
    } catch (cause) {
      lock.close();
      throw new DataFolderError(
        `Another Latchkey is running on ${folder}. Stop it, or set LATCHKEY_DATA_DIR to a folder of its own.`,
        { cause },
      );
    }
    return new DataFolder(folder, lock);
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  /** The embedded database's own pepper, generated at the first start and kept, mode 0600. */
  pepper(): Pepper {
    const file = this.path("pepper");
    if (!existsSync(file)) {
      this.writePrivate("pepper", `1:${randomBytes(32).toString("base64")}\n`);
    }
    return readPepper(this.folder);
  }

  /** A private file's content, or null when there is none. */
  readPrivate(name: string): string | null {
    return existsSync(this.path(name)) ? readFileSync(this.path(name), "utf8") : null;
  }

  removePrivate(name: string): void {
    rmSync(this.path(name), { force: true });
  }

  /** Writes a file that only its owner can read. */
  writePrivate(name: string, content: string): void {
    writeFileSync(this.path(name), content, { mode: 0o600 });
    chmodSync(this.path(name), 0o600);
  }

  close(): void {
    this.lock.close();
  }
}

/** The pepper that a data folder keeps; for reading beside the server that has the folder. */
export function readPepper(folder: string): Pepper {
  const file = path.join(folder, "pepper");
  if (!existsSync(file)) throw new DataFolderError(`There is no pepper in ${folder}.`);
  const [version = "", secret = ""] = readFileSync(file, "utf8").trim().split(":");
  const pepper = { version: Number(version), secret: Buffer.from(secret, "base64") };
  if (!Number.isInteger(pepper.version) || pepper.secret.length < 32) {
    throw new DataFolderError(
      `${file} is damaged: restore it, or no key of this database can be verified.`,
    );
  }
  return pepper;
}

/** The data folder cannot serve: another process works with it, or something in it is damaged. */
export class DataFolderError extends Error {
  override readonly name = "DataFolderError";
}
