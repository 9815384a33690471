import { emailProblem, ProblemList, type Problems } from "./problems.js";

/** Longest password accepted, in characters; hashing cost must not grow with what a stranger sends. */
export const PASSWORD_MAX = 200;

/** Says what is wrong with a sign-in form before any password is checked. */
export function signInProblems(input: { email: string; password: string }): Problems {
  return new ProblemList()
    .add("email", emailProblem(input.email, { required: true }))
    .add(
      "password",
      input.password === ""
        ? "Password is required."
        : input.password.length > PASSWORD_MAX
          ? `Password can have at most ${PASSWORD_MAX} characters.`
          : null,
    ).problems;
}
