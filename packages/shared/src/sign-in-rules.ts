import { emailProblem, ProblemList, type Problems, textProblem } from "./problems.js";

/** Longest password accepted, in characters; hashing cost must not grow with what a stranger sends. */
export const PASSWORD_MAX = 200;

/** Shortest password that can be chosen, in characters; length is what keeps guessing off (NIST SP 800-63B). */
export const PASSWORD_MIN = 12;

/** Longest name of a person, in characters. */
export const PERSON_NAME_MAX = 200;

/** Says what is wrong with a sign-in form before any password is checked. */
export function signInProblems(input: { email: string; password: string }): Problems {
  return new ProblemList()
    .add("email", emailProblem(input.email, { required: true }))
    .add("password", enteredPasswordProblem(input.password)).problems;
}

/** Says what is wrong with the form of somebody who has no account yet; `email` is the one it will be for. */
export function newPersonProblems(
  input: { name: string; password: string },
  email: string,
): Problems {
  return new ProblemList()
    .add("name", textProblem(input.name, { label: "Name", max: PERSON_NAME_MAX, required: true }))
    .add("password", newPasswordProblem(input.password, email)).problems;
}

/** Says what is wrong with the form that changes a password of the person with this e-mail. */
export function passwordChangeProblems(
  input: { currentPassword: string; newPassword: string },
  email: string,
): Problems {
  const isSame = input.newPassword !== "" && input.newPassword === input.currentPassword;
  return new ProblemList()
    .add("currentPassword", enteredPasswordProblem(input.currentPassword))
    .add("newPassword", newPasswordProblem(input.newPassword, email))
    .add("newPassword", isSame ? "This is the password you have." : null).problems;
}

/** What is wrong with a password that is to be compared with a known one, or null. */
export function enteredPasswordProblem(password: string): string | null {
  if (password === "") return "Password is required.";
  return tooLong(password);
}

function newPasswordProblem(password: string, email: string): string | null {
  if (password === "") return "Password is required.";
  if ([...password].length < PASSWORD_MIN) {
    return `Password needs at least ${PASSWORD_MIN} characters. A few unrelated words are good.`;
  }
  if (!password.isWellFormed()) return "Password has characters that cannot be typed again.";
  if (new Set(password.toLowerCase()).size < 4) {
    return "Password must not repeat the same few characters.";
  }
  if (password.trim().toLowerCase() === email.trim().toLowerCase()) {
    return "Password must not be your e-mail.";
  }
  return tooLong(password);
}

function tooLong(password: string): string | null {
  return password.length > PASSWORD_MAX
    ? `Password can have at most ${PASSWORD_MAX} characters.`
    : null;
}
