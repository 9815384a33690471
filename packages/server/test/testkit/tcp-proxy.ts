import { once } from "node:events";
import net from "node:net";

/** A connection that tests can spoil: forwards to a port until told to cut, to be silent or to refuse. */
export class TcpProxy {
  private readonly sockets = new Set<net.Socket>();
  private state: "open" | "cut" | "silent" = "open";
  /** What is held back while it is silent. */
  private held: Array<() => void> = [];

  private constructor(
    private readonly server: net.Server,
    readonly port: number,
  ) {}

  static async to(host: string, port: number): Promise<TcpProxy> {
    const server = net.createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (typeof address !== "object" || !address) throw new Error("The proxy has no port");
    const proxy = new TcpProxy(server, address.port);
    server.on("connection", (client) => proxy.forward(client, net.connect(port, host)));
    return proxy;
  }

  /** Ends every connection, and each new one at once. */
  cut(): void {
    this.state = "cut";
    this.held = [];
    for (const socket of this.sockets) socket.destroy();
  }

  /** Keeps every connection, takes new ones, and passes nothing on, as a machine does that hangs. */
  silence(): void {
    this.state = "silent";
  }

  /** Ends every connection and closes the port, as a machine does whose database is stopped. */
  async refuse(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, "close");
  }

  /** Forwards again, first of all what was held back. */
  async mend(): Promise<void> {
    if (!this.server.listening) {
      this.server.listen(this.port, "127.0.0.1");
      await once(this.server, "listening");
    }
    this.state = "open";
    for (const pass of this.held.splice(0)) pass();
  }

  async close(): Promise<void> {
    if (this.server.listening) await this.refuse();
  }

  private forward(client: net.Socket, upstream: net.Socket): void {
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.sockets.add(socket);
      socket.on("data", (chunk) => this.pass(() => other.write(chunk)));
      socket.on("end", () => this.pass(() => other.end()));
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        this.sockets.delete(socket);
        other.destroy();
      });
    }
    if (this.state === "cut") client.destroy();
  }

  private pass(action: () => void): void {
    if (this.state === "silent") this.held.push(action);
    else action();
  }
}
