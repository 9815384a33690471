import { DatabaseUnavailableError } from "./database-unavailable-error.js";
import type { PulseConnection } from "./pulse-connection.js";

const INTERVAL_MS = 150;

/**
 * What waits for the database. It lets go of its failure, and so of its rows, once it is over: V8 keeps
 * the tables that a busy Set has outgrown, and all that they refer to, for seconds.
 */
interface Waiter {
  fail: ((error: Error) => void) | null;
}

/**
 * Tells a slow statement from a database that does not answer at all. While work waits for the
 * database and nothing is heard of it, a question goes over a connection of its own. With no answer
 * to anything for half a second the database counts as silent: all that waits fails at once, and so does
 * what comes until it answers again. A refusal is an answer; whoever meets it fails by himself.
 */
export class DatabasePulse {
  private readonly waiting = new Set<Waiter>();
  private timer: NodeJS.Timeout | undefined;
  private isAsking = false;
  private isSilent = false;
  private answeredAtMs = 0;

  constructor(
    private readonly connection: PulseConnection,
    /** Called once each time the database falls silent, after all that waits has failed. */
    private readonly onSilence: () => void,
    private readonly silenceMs: number,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.beat(), INTERVAL_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.connection.drop();
  }

  /** The work's own outcome, unless the database is or falls silent, or the deadline passes. */
  watch<T>(work: () => Promise<T>, deadlineMs: number): Promise<T> {
    if (this.isSilent) return Promise.reject(silence());
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        waiter.fail = null;
        this.waiting.delete(waiter);
      };
      const fail = (error: Error) => {
        end();
        reject(error);
      };
      const timer = setTimeout(
        // An answer that came in while the process was busy is read first.
        () => setImmediate(fail, new DatabaseUnavailableError(`No answer in ${deadlineMs} ms`)),
        deadlineMs,
      );
      const waiter: Waiter = { fail };
      this.waiting.add(waiter);
      work().then((result) => {
        end();
        this.answeredAtMs = performance.now();
        resolve(result);
      }, fail);
    });
  }

  private beat(): void {
    if (this.isAsking || (this.waiting.size === 0 && !this.isSilent)) return;
    this.isAsking = true;
    const end = () => {
      this.isAsking = false;
    };
    this.ask().then(end, end);
  }

  private async ask(): Promise<void> {
    const askedAtMs = performance.now();
    const hear = () => {
      this.answeredAtMs = performance.now();
      this.isSilent = false;
      return "answered" as const;
    };
    const answer = this.connection.ask().then(hear, hear);
    for (let leftMs = this.silenceMs; leftMs > 0; ) {
      if ((await Promise.race([answer, passed(leftMs)])) === "answered") return;
      const heardAtMs = Math.max(askedAtMs, this.answeredAtMs);
      leftMs = this.silenceMs - (performance.now() - heardAtMs);
    }
    this.connection.drop();
    if (this.timer) this.fallSilent();
  }

  private fallSilent(): void {
    if (this.isSilent) return;
    this.isSilent = true;
    for (const { fail } of [...this.waiting]) fail?.(silence());
    this.onSilence();
  }
}

function silence(): DatabaseUnavailableError {
  return new DatabaseUnavailableError("The database does not answer");
}

/** Some time, and then what came in meanwhile: timers fire before sockets are read. */
function passed(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(() => setImmediate(resolve), ms).unref();
  });
}
