import net from "node:net";
import { AnswerReader, type ReadAnswer } from "./answer-reader.js";
import type { PreparedRequest } from "./prepared-request.js";

const RECEIVE_BYTES = 64 * 1024;
const DRAIN_MAX_MS = 10_000;

/** A kept-alive connection that sends its requests in turn, the next one when the last is answered. */
export class Connection {
  private readonly reader = new AnswerReader();
  private sent = 0;
  private sentAtMs = 0;
  private isStopping = false;
  private drained: (() => void) | null = null;

  private constructor(
    private readonly socket: net.Socket,
    private readonly requests: readonly PreparedRequest[],
    private readonly onAnswer: (answer: ReadAnswer, latencyMs: number) => void,
  ) {}

  /** Connects; `onFailure` hears of whatever ends the connection before it is closed here. */
  static async open(
    port: number,
    requests: readonly PreparedRequest[],
    onAnswer: (answer: ReadAnswer, latencyMs: number) => void,
    onFailure: (error: Error) => void,
  ): Promise<Connection> {
    let connection: Connection | null = null;
    const socket = net.connect({
      port,
      host: "127.0.0.1",
      noDelay: true,
      onread: {
        buffer: Buffer.allocUnsafe(RECEIVE_BYTES),
        callback: (size, buffer) => {
          try {
            connection?.receive(Buffer.from(buffer.buffer, buffer.byteOffset, size));
          } catch (error) {
            onFailure(error instanceof Error ? error : new Error(String(error)));
          }
          return true;
        },
      },
    });
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("error", reject);
    });
    socket.on("error", onFailure);
    socket.on("close", () => {
      if (!connection?.isStopping) onFailure(new Error("A connection was closed by the server"));
    });
    connection = new Connection(socket, requests, onAnswer);
    return connection;
  }

  /** Sends the next request. */
  send(): void {
    const request = this.requests[this.sent % this.requests.length];
    this.sent += 1;
    this.sentAtMs = performance.now();
    if (request) this.socket.write(request.next());
  }

  /** Sends nothing more, waits for the answer on its way, and closes. */
  async close(): Promise<void> {
    this.isStopping = true;
    const answered = new Promise<void>((resolve) => {
      this.drained = resolve;
    });
    const timer = setTimeout(() => this.drained?.(), DRAIN_MAX_MS);
    await answered;
    clearTimeout(timer);
    this.socket.destroy();
  }

  private receive(chunk: Buffer): void {
    const answer = this.reader.read(chunk);
    if (!answer) return;
    if (this.isStopping) {
      this.drained?.();
      return;
    }
    this.onAnswer(answer, performance.now() - this.sentAtMs);
    this.send();
  }
}
