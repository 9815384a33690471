const HEAD_END = Buffer.from("\r\n\r\n");
const CONTENT_LENGTH = /\r\ncontent-length: *(\d+)/i;
const STATUS_AT = "HTTP/1.1 ".length;
const NOTHING = Buffer.alloc(0);

/** One whole answer, as far as a benchmark looks at it. */
export interface ReadAnswer {
  readonly status: number;
  readonly bodyLength: number;
}

/**
 * Cuts HTTP/1.1 answers out of what a connection receives. Only answers that say their length are
 * taken, which all servers measured here do; it reads far less than a client would, so that one core
 * of load can fill one core of server.
 */
export class AnswerReader {
  private rest: Buffer = NOTHING;

  /** The answer that these bytes complete, or null while one is not whole. */
  read(chunk: Buffer): ReadAnswer | null {
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const headEnd = bytes.indexOf(HEAD_END);
    if (headEnd < 0) return this.waitWith(bytes);
    const length = CONTENT_LENGTH.exec(bytes.toString("latin1", 0, headEnd))?.[1];
    if (length === undefined) throw new Error("An answer does not say its length");
    const bodyLength = Number(length);
    const end = headEnd + HEAD_END.length + bodyLength;
    if (bytes.length < end) return this.waitWith(bytes);
    if (bytes.length > end) throw new Error("More came than the one answer that was asked for");
    this.rest = NOTHING;
    return {
      status: Number(bytes.toString("latin1", STATUS_AT, STATUS_AT + 3)),
      bodyLength,
    };
  }

  /** Copies, because the chunk's memory is used again for the next one. */
  private waitWith(bytes: Buffer): null {
    this.rest = Buffer.from(bytes);
    return null;
  }
}
