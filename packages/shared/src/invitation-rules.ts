import { emailProblem, ProblemList, type Problems } from "./problems.js";

/** How many days an invitation can be accepted. */
export const INVITATION_DAYS = 7;

/** Says what is wrong with the form that invites a person. */
export function invitationProblems(input: { email: string }): Problems {
  return new ProblemList().add("email", emailProblem(input.email, { required: true })).problems;
}
