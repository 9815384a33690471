/** Longest time for which a rotated-out secret may go on working, in seconds: 30 days. */
export const OVERLAP_MAX_SECONDS = 30 * 24 * 3600;

/** Says what is wrong with an overlap, or null. Zero: the old secret stops at once. */
export function overlapProblem(seconds: number): string | null {
  if (!Number.isInteger(seconds) || seconds < 0) return "The overlap must be a number of seconds.";
  if (seconds > OVERLAP_MAX_SECONDS) return "The overlap can be at most 30 days.";
  return null;
}
