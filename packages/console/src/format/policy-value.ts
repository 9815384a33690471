import { counted } from "./number.js";

/** What a policy demands in one field: `off`, `on` or `90 days`. */
export function policyValue(value: number | boolean | null): string {
  if (typeof value === "number") return counted(value, "day");
  return value ? "on" : "off";
}
