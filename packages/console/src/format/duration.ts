/** A duration with a unit that fits it: `0.4 ms`, `12 ms`, `1.25 s`; a dash for none. */
export function duration(durationMs: number | null | undefined): string {
  if (durationMs === null || durationMs === undefined || Number.isNaN(durationMs)) return "–";
  if (durationMs < 9.95) return `${durationMs.toFixed(1)} ms`;
  if (durationMs < 999.5) return `${Math.round(durationMs)} ms`;
  if (durationMs < 59_995) return `${(durationMs / 1000).toFixed(2)} s`;
  return `${Math.round(durationMs / 60_000)} min`;
}
