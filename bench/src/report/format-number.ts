/** A rate for people: "12,345", and small ones with a digit more. */
export function formatRate(perSecond: number | null): string {
  if (perSecond === null) return "";
  const digits = perSecond < 100 ? 1 : 0;
  return perSecond.toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** A ratio for people: "1.23", "15.7". */
export function formatRatio(ratio: number): string {
  return ratio.toFixed(ratio < 10 ? 2 : 1);
}

/** A share of a core for people: "98 %". */
export function formatShare(share: number | null): string {
  return share === null ? "" : `${Math.min(100, Math.round(share * 100))} %`;
}

/** Milliseconds for people: "3.4". */
export function formatMs(ms: number | null): string {
  return ms === null ? "" : ms.toFixed(ms < 10 ? 1 : 0);
}
