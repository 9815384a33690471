import { type KeyState, statusOf } from "../resources/api-keys/api-key-status.js";

/** Whether a key authenticates, and if not, the true reason for the log. */
export type Verdict =
  | { readonly isValid: true }
  | { readonly isValid: false; readonly reason: string };

/** Judges a known key. Pure: the same facts always give the same verdict. */
export function judgeKey(key: KeyState): Verdict {
  switch (statusOf(key)) {
    case "ACTIVE":
      return { isValid: true };
    case "REVOKED":
      return { isValid: false, reason: "The key is revoked" };
  }
}
