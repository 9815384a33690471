import { ProblemList, type Problems, textProblem } from "./problems.js";

/** Bounds of one call that creates and updates many rows. */
export const UPSERT_LIMITS = { rowsMax: 1000, idempotencyKeyMax: 100, keptHours: 24 } as const;

/** Says what is wrong with a bulk call as a whole; its rows are judged each by itself. */
export function upsertProblems(call: {
  readonly rows: number;
  readonly idempotencyKey?: string | null | undefined;
}): Problems {
  const { rowsMax, idempotencyKeyMax } = UPSERT_LIMITS;
  const list = new ProblemList();
  if (call.rows < 1 || call.rows > rowsMax) list.add("leads", `Hand over 1 to ${rowsMax} rows.`);
  if (call.idempotencyKey !== undefined && call.idempotencyKey !== null) {
    const rule = { label: "Idempotency key", max: idempotencyKeyMax, required: true };
    list.add("idempotencyKey", textProblem(call.idempotencyKey, rule));
  }
  return list.problems;
}
