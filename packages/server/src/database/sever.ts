import { Duplex } from "node:stream";
import type { Connection } from "mysql2";

/** Closes a connection without a word; the driver alone would wait for the other side to close it too. */
export function sever(connection: Connection): void {
  connection.destroy();
  if ("stream" in connection && connection.stream instanceof Duplex) connection.stream.destroy();
}
