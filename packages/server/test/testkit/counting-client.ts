import http from "node:http";

const CONNECTIONS = 8;
/** Between two requests of a connection: a steady load, not all that the machine can do. */
const PAUSE_MS = 5;
const BODY = JSON.stringify({ query: "query Counted { context { scopes } }" });

/** Sends requests all the time, whether or not the server is there, and counts what is answered. */
export class CountingClient {
  /** The ids of all answered requests, each as often as it was seen. */
  readonly answeredIds: string[] = [];
  /** How often each status was answered. */
  readonly statuses = new Map<number, number>();
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  private readonly asking: Promise<void>[];
  private isStopped = false;

  constructor(
    private readonly port: number,
    private readonly apiKey: string,
  ) {
    this.asking = Array.from({ length: CONNECTIONS }, () => this.askOn());
  }

  /** Most requests that can be under way at a moment. */
  get connections(): number {
    return CONNECTIONS;
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.asking);
    this.agent.destroy();
  }

  private async askOn(): Promise<void> {
    while (!this.isStopped) {
      await this.ask();
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  /** A request counts as answered with the first of its answer; one that nobody answers resolves, too. */
  private ask(): Promise<void> {
    return new Promise((resolve) => {
      const request = http.request({
        host: "127.0.0.1",
        port: this.port,
        path: "/graphql",
        method: "POST",
        agent: this.agent,
        headers: {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(BODY),
          "x-api-key": this.apiKey,
        },
      });
      request.on("response", (response) => {
        const { statusCode = 0, headers } = response;
        this.answeredIds.push(String(headers["x-request-id"]));
        this.statuses.set(statusCode, (this.statuses.get(statusCode) ?? 0) + 1);
        response.resume().on("error", () => undefined);
      });
      request.on("error", () => undefined);
      request.on("close", resolve);
      request.end(BODY);
    });
  }
}
