/** Lets so many holders in at a time, in the order they came; a wait longer than the deadline fails. */
export class FirstComeLock {
  private readonly waiting: Array<() => void> = [];
  private free: number;

  constructor(
    private readonly deadlineMs: number,
    private readonly holders = 1,
  ) {
    this.free = holders;
  }

  /** How many are in, could come in, and wait to. */
  get figures(): { readonly inUse: number; readonly free: number; readonly waiting: number } {
    const { holders, free, waiting } = this;
    return { inUse: holders - free, free, waiting: waiting.length };
  }

  acquire(): Promise<void> {
    if (this.free > 0) {
      this.free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const enter = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(enter), 1);
        reject(new LockTimeoutError(this.deadlineMs));
      }, this.deadlineMs);
      this.waiting.push(enter);
    });
  }

  release(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free += 1;
  }
}

/** The lock was not free within its deadline; the same call may succeed later. */
export class LockTimeoutError extends Error {
  override readonly name = "LockTimeoutError";

  constructor(deadlineMs: number) {
    super(`Waited ${deadlineMs} ms for work that others keep busy`);
  }
}
