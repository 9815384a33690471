import { createHash } from "node:crypto";
import { Command, type Redis } from "ioredis";

/** A script by its text, and by the name that Redis keeps it under. */
export interface Script {
  readonly text: string;
  readonly sha: string;
}

export function scriptOf(text: string): Script {
  return { text, sha: createHash("sha1").update(text).digest("hex") };
}

/** So many calls go out at once, that Redis works on them while the next are put together. */
const BURST_MAX = 16;

/** Runs scripts in Redis: those asked for in one turn of the event loop go out in few writes, each with one deadline. */
export class RedisScripts {
  private burst: Burst | null = null;

  constructor(
    private readonly redis: Redis,
    /** How long an answer may take. */
    private readonly answerMs: number,
  ) {}

  /** What `read` makes of the script's answer. Throws when Redis fails, or does not answer in time. */
  run<T>(
    script: Script,
    key: string,
    args: readonly string[],
    read: (answer: unknown) => T,
  ): Promise<T> {
    return this.send("evalsha", [script.sha, "1", key, ...args], read, (error) => {
      if (!error.message.startsWith("NOSCRIPT")) throw error;
      return this.send("eval", [script.text, "1", key, ...args], read, rethrow);
    });
  }

  /** By a command of its own: the library's pipelines take twice the work for each call, and a timer each. */
  private send<T>(
    name: "eval" | "evalsha",
    args: string[],
    read: (answer: unknown) => T,
    fail: (error: Error) => Promise<T>,
  ): Promise<T> {
    const { keyPrefix } = this.redis.options;
    const command = new Command(name, args, { replyEncoding: "utf8", keyPrefix });
    this.burst ??= this.beginBurst();
    const answer = this.burst.add(command, read, fail);
    void this.redis.sendCommand(command);
    if (this.burst.isFull) this.endBurst(this.burst);
    return answer;
  }

  private beginBurst(): Burst {
    const burst = new Burst(this.redis.stream, this.answerMs);
    setImmediate(() => this.endBurst(burst));
    return burst;
  }

  private endBurst(burst: Burst): void {
    if (this.burst !== burst) return;
    this.burst = null;
    burst.end();
  }
}

function rethrow(error: Error): never {
  throw error;
}

/** Commands that go out together, and are given up together. */
class Burst {
  private readonly commands: Command[] = [];
  private waiting = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    /** What Redis is spoken to by; none before the first connection, when a command fails by itself. */
    private readonly stream: Redis["stream"] | undefined,
    private readonly answerMs: number,
  ) {
    stream?.cork();
  }

  get isFull(): boolean {
    return this.commands.length >= BURST_MAX;
  }

  add<T>(
    command: Command,
    read: (answer: unknown) => T,
    fail: (error: Error) => Promise<T>,
  ): Promise<T> {
    this.commands.push(command);
    this.waiting += 1;
    return command.promise.then(
      (answer: unknown) => {
        this.noteAnswer();
        return read(answer);
      },
      (error: Error) => {
        this.noteAnswer();
        return fail(error);
      },
    );
  }

  /** Lets the commands go. A busy process may look at its clock before it reads the answers that are there, so they are read first. */
  end(): void {
    this.stream?.uncork();
    if (this.waiting === 0) return;
    const giveUp = () => setImmediate(() => setImmediate(() => this.giveUp()));
    this.timer = setTimeout(giveUp, this.answerMs);
  }

  private noteAnswer(): void {
    this.waiting -= 1;
    if (this.waiting === 0) clearTimeout(this.timer);
  }

  private giveUp(): void {
    const error = new Error(`No answer in ${this.answerMs} ms`);
    for (const command of this.commands) command.reject(error);
  }
}
