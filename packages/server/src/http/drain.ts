import { once } from "node:events";
import { Server, type Socket } from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Deadlines } from "../base/deadlines.js";

/** While connections keep coming without a pause, the port is closed after so long all the same. */
const BACKLOG_MAX_MS = 1_000;
const SWEEP_MS = 100;

/**
 * Stops an HTTP server so that no request fails that was sent over a connection it took: those
 * under way are answered, each answer ends its connection, and a connection that is idle stays open
 * for a while, since a request may be on its way over it.
 */
export class Drain {
  private readonly sockets = new Set<Socket>();
  private connections = 0;
  /** Set once the server stops; resolves when the port is closed. */
  private portClosing: Promise<void> | null = null;

  constructor(
    private readonly app: FastifyInstance,
    private readonly deadlines: Deadlines,
  ) {
    app.server.on("connection", (socket) => {
      this.connections += 1;
      this.sockets.add(socket);
      socket.once("close", () => this.sockets.delete(socket));
    });
    app.addHook("onSend", (request, reply, payload, done) => {
      if (!this.portClosing) return done(null, payload);
      // Answered now, a client would come back over a new connection and be reset.
      this.portClosing.then(() => {
        if (!hasUnreadBody(request)) reply.header("connection", "close");
        done(null, payload);
      }, done);
    });
  }

  /** Whether the server is on its way out and wants no more requests. */
  get isDraining(): boolean {
    return this.portClosing !== null;
  }

  /** Closes the port and resolves once every connection has ended, in time or not. */
  async run(): Promise<void> {
    const { server } = this.app;
    if (!server.listening) return;
    const closed = once(server, "close");
    this.portClosing = this.closePort();
    await this.portClosing;
    // Timers run before sockets are read: a request that has arrived is no longer idle when it is looked at.
    const sweepAfterReading = () => setImmediate(() => this.sweep());
    const idle = setTimeout(() => {
      sweepAfterReading();
      sweeping = setInterval(sweepAfterReading, SWEEP_MS);
    }, this.deadlines.drainIdleMs);
    let sweeping: NodeJS.Timeout | undefined;
    const end = setTimeout(() => server.closeAllConnections(), this.deadlines.drainMaxMs);
    await closed;
    clearTimeout(idle);
    clearInterval(sweeping);
    clearTimeout(end);
  }

  /** Connections that the system has taken for us would be reset with the port: it waits for a turn that brings none. */
  private async closePort(): Promise<void> {
    const endMs = performance.now() + BACKLOG_MAX_MS;
    let before = -1;
    // The first turn may be the rest of the present one, after its reading.
    for (let turn = 0; turn < 2 || this.connections > before; turn += 1) {
      if (performance.now() > endMs) break;
      before = this.connections;
      await new Promise((resolve) => setImmediate(resolve));
    }
    // http's own close would also end idle connections at once.
    Server.prototype.close.call(this.app.server);
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
