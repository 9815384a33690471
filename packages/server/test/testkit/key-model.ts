/** One thing that happens to a key. Secrets are named by the order they were issued in. */
export type KeyStep =
  | { readonly do: "activate" | "deactivate" | "revoke" | "delete" }
  | { readonly do: "edit" | "rotate"; readonly from: SeenVersion; readonly overlapSeconds: number }
  | { readonly do: "close" | "extend"; readonly secret: number; readonly seconds: number }
  | { readonly do: "wait"; readonly milliseconds: number };

/** The version that a change says it was made from. */
export type SeenVersion = "none" | "present" | "older";

/** What a step is answered with. */
export type StepAnswer = "OK" | "BAD_USER_INPUT" | "CONFLICT" | "NOT_FOUND";

/** What can be seen of a key after a step. */
export interface KeyView {
  readonly status: "ACTIVE" | "INACTIVE" | "EXPIRED" | "REVOKED" | "GONE";
  readonly version: number | null;
  /** Whether each secret ever issued opens anything, in the order they were issued. */
  readonly works: readonly boolean[];
}

/**
 * What a key's life ought to be, without a database and without the service's own table of states:
 * the yardstick that the real one is held to. Instants are milliseconds.
 */
export class KeyModel {
  private isInactive = false;
  private isRevoked = false;
  private isDeleted = false;
  private version = 1;
  /** When each secret stops; null for the present one. */
  private closings: Array<number | null> = [null];

  constructor(private readonly expiresAt: number | null) {}

  /** Does a step, and says how it is to be answered. */
  step(step: KeyStep, now: number): StepAnswer {
    if (step.do === "wait") return "OK";
    if (this.isDeleted) return "NOT_FOUND";
    switch (step.do) {
      case "activate":
      case "deactivate":
        return this.setInactive(step.do === "deactivate", now);
      case "revoke":
        if (!this.isRevoked) this.version += 1;
        this.isRevoked = true;
        return "OK";
      case "delete":
        this.isDeleted = true;
        return "OK";
      case "edit":
        if (step.from === "older" || this.isRevoked) return "CONFLICT";
        this.version += 1;
        return "OK";
      case "rotate":
        if (step.from === "older" || this.isOver(now)) return "CONFLICT";
        return this.rotate(now, now + step.overlapSeconds * 1000);
      case "close":
        return this.moveClosing(step.secret, now, now);
      case "extend":
        return this.moveClosing(step.secret, now, now + step.seconds * 1000);
    }
  }

  /** How the key is to be seen. */
  view(now: number): KeyView {
    const works = this.closings.map(
      (closesAt) => this.status(now) === "ACTIVE" && (closesAt === null || closesAt > now),
    );
    return { status: this.status(now), version: this.isDeleted ? null : this.version, works };
  }

  private status(now: number): KeyView["status"] {
    if (this.isDeleted) return "GONE";
    if (this.isRevoked) return "REVOKED";
    if (this.isExpired(now)) return "EXPIRED";
    return this.isInactive ? "INACTIVE" : "ACTIVE";
  }

  private isExpired(now: number): boolean {
    return this.expiresAt !== null && now >= this.expiresAt;
  }

  private isOver(now: number): boolean {
    return this.isRevoked || this.isExpired(now);
  }

  private setInactive(isInactive: boolean, now: number): StepAnswer {
    if (this.isOver(now)) return "CONFLICT";
    if (this.isInactive !== isInactive) this.version += 1;
    this.isInactive = isInactive;
    return "OK";
  }

  private rotate(now: number, closesAt: number): StepAnswer {
    const closings = this.closings.map((own) => (own === null ? closesAt : Math.min(own, now)));
    this.closings = [...closings, null];
    this.version += 1;
    return "OK";
  }

  private moveClosing(secret: number, now: number, closesAt: number): StepAnswer {
    const index = secret % this.closings.length;
    const own = this.closings[index] ?? null;
    if (own === null) return "BAD_USER_INPUT";
    // What is closed stays closed; closing it again is no error.
    if (own <= now) return closesAt <= now ? "OK" : "BAD_USER_INPUT";
    if (this.isOver(now)) return "CONFLICT";
    this.closings[index] = closesAt;
    this.version += 1;
    return "OK";
  }
}
