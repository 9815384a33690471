/** What a peer says of itself once it takes requests. */
export interface Announcement {
  readonly port: number;
  /** The keys to come with; none where the peer asks for none. */
  readonly keys: readonly string[];
}

/** How the harness finds the announcement in a peer's output. */
export const ANNOUNCEMENT = /^(\{"port":.*\})$/m;

/** Tells the harness. */
export function announce(announcement: Announcement): void {
  const { port, keys } = announcement;
  // Ended like this and not by the signal itself, it still writes its profile where one is asked for.
  process.once("SIGTERM", () => process.exit());
  process.stdout.write(`${JSON.stringify({ port, keys })}\n`);
}
