import { COUNTER, type LoadRequest } from "./load-job.js";

let counter = 0;

/** One request's bytes, made once and sent again and again; a counter in the body is set anew each time. */
export class PreparedRequest {
  private readonly bytes: Buffer;
  private readonly counterAt: number;

  constructor(port: number, body: string, headers: Readonly<Record<string, string>>) {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const head = `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${lines.join("")}\r\n`;
    this.bytes = Buffer.from(head + body);
    const inBody = body.indexOf(COUNTER);
    this.counterAt = inBody < 0 ? -1 : head.length + inBody;
  }

  /** The bytes to send now. They are the same memory each time: one request may be on its way at once. */
  next(): Buffer {
    if (this.counterAt >= 0) {
      counter += 1;
      this.bytes.write(String(counter).padStart(COUNTER.length, "0"), this.counterAt, "latin1");
    }
    return this.bytes;
  }
}

/** The requests of one connection out of many: every so-manieth set of headers, at least one. */
export function prepareRequests(
  port: number,
  { body, headers }: LoadRequest,
  connection: number,
  connections: number,
): PreparedRequest[] {
  const own = headers.filter((_, index) => index % connections === connection % headers.length);
  return own.map((set) => new PreparedRequest(port, body, set));
}
