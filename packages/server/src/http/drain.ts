import { once } from "node:events";
import { Server, type Socket } from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Deadlines } from "../base/deadlines.js";

/** While connections keep coming without a pause, the port is closed after so many turns all the same. */
const BACKLOG_TURNS_MAX = 100;
const SWEEP_MS = 100;

/**
 * Stops an HTTP server so that no request fails that was sent over a connection it took: those
 * under way are answered, each answer ends its connection, and a connection that is idle stays open
 * for a while, since a request may be on its way over it.
 */
export class Drain {
  private readonly sockets = new Set<Socket>();
  private connections = 0;
  private hasBegun = false;

  constructor(
    private readonly app: FastifyInstance,
    private readonly deadlines: Deadlines,
  ) {
    app.server.on("connection", (socket) => {
      this.connections += 1;
      this.sockets.add(socket);
      socket.once("close", () => this.sockets.delete(socket));
    });
    app.addHook("onSend", async (request, reply) => {
      if (this.hasBegun && !hasUnreadBody(request)) reply.header("connection", "close");
    });
  }

  /** Whether the server is on its way out and wants no more requests. */
  get isDraining(): boolean {
    return this.hasBegun;
  }

  /** Closes the port and resolves once every connection has ended, in time or not. */
  async run(): Promise<void> {
    this.hasBegun = true;
    const { server } = this.app;
    if (!server.listening) return;
    await this.takeBacklog();
    const closed = once(server, "close");
    // http's own close would also end idle connections at once.
    Server.prototype.close.call(server);
    const idle = setTimeout(() => {
      this.sweep();
      sweeping = setInterval(() => this.sweep(), SWEEP_MS);
    }, this.deadlines.drainIdleMs);
    let sweeping: NodeJS.Timeout | undefined;
    const end = setTimeout(() => server.closeAllConnections(), this.deadlines.drainMaxMs);
    await closed;
    clearTimeout(idle);
    clearInterval(sweeping);
    clearTimeout(end);
  }

  /** Connections that the system has taken for us would be reset with the port: waits for a turn that brings none. */
  private async takeBacklog(): Promise<void> {
    for (let turn = 0; turn < BACKLOG_TURNS_MAX; turn += 1) {
      const before = this.connections;
      await new Promise((resolve) => setImmediate(resolve));
      if (turn > 0 && this.connections === before) return;
    }
  }

  private sweep(): void {
    this.app.server.closeIdleConnections();
    // Browsers open connections in advance; to Node these are not idle but late.
    for (const socket of this.sockets) if (socket.bytesRead === 0) socket.destroy();
  }
}

/** Closing a connection whose request is still coming in would reset it, and the answer might be lost. */
function hasUnreadBody({ raw }: FastifyRequest): boolean {
  const { "content-length": length = "0", "transfer-encoding": encoding } = raw.headers;
  return !raw.complete && (encoding !== undefined || length !== "0");
}
