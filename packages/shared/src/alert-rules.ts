import { type Problems, textProblem } from "./problems.js";

/** Longest texts of an alert, in characters. */
export const ALERT_LIMITS = { noteMax: 500 } as const;

/** Says what is wrong with what somebody notes beside an alert. */
export function alertNoteProblems(note: string | null | undefined): Problems {
  const problem = textProblem(note, {
    label: "Note",
    max: ALERT_LIMITS.noteMax,
    isMultiline: true,
  });
  return problem === null ? {} : { note: problem };
}
