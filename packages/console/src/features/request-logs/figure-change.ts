import { percent } from "../../format/number.js";

/** How a figure differs from the span before, in words; and whether that is good, bad or neither. */
export interface FigureChange {
  readonly text: string;
  readonly mood: "good" | "bad" | "neutral";
}

type Liking = "more" | "less" | "neither";

/** The change of a count or a duration in per cent; nothing where there is nothing to compare with. */
export function relativeChange(
  now: number | null | undefined,
  before: number | null | undefined,
  liking: Liking,
): FigureChange | null {
  if (now === null || now === undefined || before === null || before === undefined) return null;
  if (now === before) return { text: "as before", mood: "neutral" };
  if (before === 0) return { text: "none before", mood: moodOf(now, liking) };
  const share = (now - before) / before;
  const amount = Math.abs(share) >= 10 ? `${Math.round(Math.abs(share) + 1)}×` : percentOf(share);
  return { text: `${share > 0 ? "↑" : "↓"} ${amount}`, mood: moodOf(share, liking) };
}

/** The change of a share in percentage points. */
export function pointsChange(
  now: number | null | undefined,
  before: number | null | undefined,
): FigureChange | null {
  if (now === null || now === undefined || before === null || before === undefined) return null;
  const points = (now - before) * 100;
  if (Math.abs(points) < 0.05) return { text: "as before", mood: "neutral" };
  const amount = `${Math.abs(points).toFixed(1)} points`;
  return { text: `${points > 0 ? "↑" : "↓"} ${amount}`, mood: moodOf(points, "more") };
}

function percentOf(share: number): string {
  const amount = Math.abs(share);
  return amount < 1 ? percent(amount) : `${Math.round(amount * 100)}%`;
}

function moodOf(difference: number, liking: Liking): FigureChange["mood"] {
  if (liking === "neither") return "neutral";
  return difference > 0 === (liking === "more") ? "good" : "bad";
}
