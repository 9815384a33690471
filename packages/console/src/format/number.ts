const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

/** A count with its thousands set apart: `12,480`; a million and more is shortened. */
export function count(value: number): string {
  return value < 1_000_000 ? whole.format(value) : compact.format(value);
}

/** A whole number with its thousands set apart, however large it is. */
export function wholeNumber(value: number): string {
  return whole.format(value);
}

/** A share between 0 and 1 as a percentage. Never rounds up to 100% nor down to 0%. */
export function percent(share: number | null | undefined): string {
  if (share === null || share === undefined || Number.isNaN(share)) return "–";
  if (share >= 1) return "100%";
  if (share <= 0) return "0%";
  const tenths = Math.min(999, Math.max(1, Math.round(share * 1000)));
  return `${tenths % 10 === 0 ? tenths / 10 : (tenths / 10).toFixed(1)}%`;
}

/** A number and its noun: `1 key`, `3 keys`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
}
