import { sectionsOf } from "../../ui/markdown-tree.js";
import { plainText } from "../../ui/plain-text.js";
import type { Guide } from "./guides.js";

/** A section that holds all the words that were looked for. */
export interface GuideHit {
  readonly guide: string;
  readonly guideTitle: string;
  readonly anchor: string;
  readonly title: string;
  /** The text around the first word. */
  readonly excerpt: string;
}

const HITS_MAX = 40;
const EXCERPT_LENGTH = 160;

/** The sections with all the words, those that have them in their heading first. */
export function searchGuides(guides: readonly Guide[], search: string): GuideHit[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const hits = guides.flatMap((guide) =>
    sectionsOf(guide.blocks).flatMap(({ heading, blocks }) => {
      const text = plainText(blocks);
      const whole = `${heading.title} ${text}`.toLowerCase();
      if (!words.every((word) => whole.includes(word))) return [];
      const hit: GuideHit = {
        guide: guide.slug,
        guideTitle: guide.title,
        anchor: heading.id,
        title: heading.title,
        excerpt: excerptOf(text, words),
      };
      return [{ hit, rank: rankOf(heading.title.toLowerCase(), words) }];
    }),
  );
  return hits
    .sort((one, other) => one.rank - other.rank)
    .slice(0, HITS_MAX)
    .map(({ hit }) => hit);
}

/** How far a heading is from being what was looked for; 0 when it says just that. */
function rankOf(title: string, words: readonly string[]): number {
  const own = title.split(/\W+/);
  return words.reduce(
    (rank, word) => rank + (own.includes(word) ? 0 : title.includes(word) ? 1 : 3),
    0,
  );
}

function excerptOf(text: string, words: readonly string[]): string {
  const lower = text.toLowerCase();
  const at = Math.max(
    0,
    Math.min(...words.map((word) => lower.indexOf(word)).filter((i) => i >= 0)),
  );
  const start = Number.isFinite(at) ? Math.max(0, at - EXCERPT_LENGTH / 4) : 0;
  const cut = text.slice(start, start + EXCERPT_LENGTH).replace(/\s+/g, " ");
  return `${start > 0 ? "…" : ""}${cut}${text.length > start + EXCERPT_LENGTH ? "…" : ""}`;
}
