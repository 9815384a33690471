import { DAY_SECONDS } from "./rollup-cells.js";

/** From one instant to another, in seconds since 1970; the end is outside. */
export interface SecondsSpan {
  readonly from: number;
  readonly to: number;
}

/** A piece of a span that whole cells of one width make up. */
export interface CoveredPiece extends SecondsSpan {
  readonly levelSeconds: number;
}

/** How a span is made up: whole cells, the widest that fit, and what is left at its ends. */
export interface SpanCover {
  readonly pieces: readonly CoveredPiece[];
  readonly rest: readonly SecondsSpan[];
}

/** Covers a span with whole cells of these widths, the widest first. Instants need not be whole seconds. */
export function coverSpan(span: SecondsSpan, levels: readonly number[]): SpanCover {
  if (span.from >= span.to) return { pieces: [], rest: [] };
  const [levelSeconds, ...finer] = levels;
  if (levelSeconds === undefined) return { pieces: [], rest: [span] };
  const from = Math.ceil(span.from / levelSeconds) * levelSeconds;
  const to = Math.floor(span.to / levelSeconds) * levelSeconds;
  if (from >= to) return coverSpan(span, finer);
  const before = coverSpan({ from: span.from, to: from }, finer);
  const after = coverSpan({ from: to, to: span.to }, finer);
  return {
    pieces: [...before.pieces, { levelSeconds, from, to }, ...after.pieces],
    rest: [...before.rest, ...after.rest],
  };
}

/** The span of a filter; without an end up to the end of tomorrow, because clocks of replicas differ. */
export function secondsSpanOf(
  { from, to }: { readonly from?: Date | null; readonly to?: Date | null },
  nowSeconds: number,
): SecondsSpan {
  const end = (Math.floor(nowSeconds / DAY_SECONDS) + 2) * DAY_SECONDS;
  return { from: from ? from.getTime() / 1000 : 0, to: to ? to.getTime() / 1000 : end };
}
