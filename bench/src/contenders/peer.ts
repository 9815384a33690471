import { fileURLToPath } from "node:url";
import { databaseUrl } from "../data/database-url.js";
import type { Rows } from "../data/rows.js";
import { createScratchDatabase } from "../data/scratch-database.js";
import { ANNOUNCEMENT, type Announcement } from "../peers/announce.js";
import { ServerProcess } from "../processes/server-process.js";
import type { Contender } from "./contender.js";

/** What can be measured beside Latchkey: the files of `peers/` that are programs. */
export type PeerName = "constant" | "bare" | "usual" | "by-hand" | "better-auth";

/** Starts a peer on a database of its own, with so many keys if it asks for any. */
export async function startPeer(
  name: PeerName,
  rows: Rows,
  mysqlUrl: string | null,
  keys: number,
): Promise<Contender> {
  const database = await createScratchDatabase(mysqlUrl, rows);
  try {
    const server = await ServerProcess.start(
      fileURLToPath(new URL(`../peers/${name}.js`, import.meta.url)),
      {
        DATABASE_URL: databaseUrl(database.config),
        BENCH_WORKSPACE_ID: rows.workspace.id,
        BENCH_KEYS: String(keys),
      },
      ANNOUNCEMENT,
    );
    const announced: Announcement = JSON.parse(server.ready);
    return {
      ports: [announced.port],
      pids: [server.pid],
      keys: announced.keys,
      stop: async () => {
        await server.stop();
        await database.drop();
      },
    };
  } catch (error) {
    await database.drop();
    throw error;
  }
}
