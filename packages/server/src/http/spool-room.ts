import type { Logger } from "pino";

/** What becomes of requests when the spool has no room for their records. */
export type SpoolWhenFull = "refuse" | "drop";

/** Room is there again once so much of the spool's is free, lest it come and go by the record. */
const FREE_AGAIN = 0.1;
/** More than the cap, as a share of it, for the records of requests that were let in before. */
const UNDER_WAY = 0.1;

/** Whether there is room for more records, and what was lost for want of it; said once each time, not for each request. */
export class SpoolRoom {
  private reason: "cap" | "disk" | null = null;
  /** How often it began to be full. */
  episodes = 0;
  /** Requests that were refused because their record would have had no place. */
  refused = 0;
  /** Records of answered requests that were not kept. */
  dropped = 0;

  constructor(
    private readonly bytesMax: number,
    readonly whenFull: SpoolWhenFull,
    private readonly log: Logger,
  ) {}

  get isFull(): boolean {
    return this.reason !== null;
  }

  /** Whether a request that would leave a record must not begin; counts it. */
  refuses(): boolean {
    if (this.reason === null || this.whenFull !== "refuse") return false;
    this.refused += 1;
    return true;
  }

  /** Whether a record is let go, and its request answered all the same; counts it. */
  drops(): boolean {
    if (this.reason === null || this.whenFull !== "drop") return false;
    this.dropped += 1;
    return true;
  }

  /** Whether even a request that is under way finds no room; counts it. */
  isOverfull(bytes: number): boolean {
    if (this.reason === null || bytes < this.bytesMax * (1 + UNDER_WAY)) return false;
    this.dropped += 1;
    return true;
  }

  /** Looks at how much there is now. */
  noteBytes(bytes: number): void {
    if (this.reason === null && bytes >= this.bytesMax) this.fill("cap", bytes);
  }

  /** The disk did not take a record. */
  noteDiskFailure(bytes: number, error: unknown): void {
    if (this.reason === null) this.fill("disk", bytes, error);
  }

  /** Ends the episode once there is room: below the cap, and on the disk, which `probe` throws about. */
  lookAgain(bytes: number, probe: () => void): void {
    if (this.reason === null || bytes > this.bytesMax * (1 - FREE_AGAIN)) return;
    try {
      probe();
    } catch {
      return;
    }
    this.reason = null;
    const { refused, dropped } = this;
    this.log.warn({ bytes, refused, dropped }, "There is room for request records again");
  }

  private fill(reason: "cap" | "disk", bytes: number, error?: unknown): void {
    this.reason = reason;
    this.episodes += 1;
    const cause = reason === "cap" ? "The spool is full" : "The disk takes no request records";
    const effect =
      this.whenFull === "refuse"
        ? "requests with a key are answered 503"
        : "requests are answered and not logged";
    this.log.error({ bytes, bytesMax: this.bytesMax, err: error }, `${cause}: ${effect}`);
  }
}
