import type { PeppersQuery } from "../../api/generated/graphql.js";
import { counted } from "../../format/number.js";

/** A pepper's place in words: what it is for now, and what to do with it. */
export interface PepperWords {
  readonly title: string;
  readonly state: string;
  readonly color: "teal" | "yellow" | "gray" | "red";
  readonly text: string;
}

type Pepper = PeppersQuery["peppers"][number];

/** Says of a pepper whether it is in use, what still waits for it to be left, and when it can go. */
export function pepperWords(pepper: Pepper): PepperWords {
  const { version, secrets, isFirst, isConfigured, isNeededForAuditLog } = pepper;
  const waiting = counted(secrets, "secret");
  if (!isConfigured) {
    const keys = secrets > 0 ? `${waiting} cannot be checked, so their keys are refused. ` : "";
    const log = isNeededForAuditLog ? "Part of the audit log cannot be verified. " : "";
    const remedy = "Put the pepper back into LATCHKEY_PEPPERS";
    return {
      title: "A pepper that is gone",
      state: "Missing",
      color: "red",
      text: `${keys}${log}${remedy}${secrets > 0 ? ", or rotate these keys." : "."}`,
    };
  }
  const title = `Pepper ${version}`;
  if (isFirst) {
    const text = `Every new secret is hashed under it. ${counted(secrets, "working secret")} so far.`;
    return { title, state: "In use", color: "teal", text };
  }
  if (secrets > 0) {
    const text = `${waiting} still ${secrets === 1 ? "waits" : "wait"} to move: each moves by itself when its key is next used. Keep this pepper until none waits; keys that nobody uses must be rotated or revoked.`;
    return { title, state: "Still needed", color: "yellow", text };
  }
  if (isNeededForAuditLog) {
    const text =
      "No key needs it any more. Events of the audit log were recorded under it, and cannot be verified without it: keep it as long as you want to prove them.";
    return { title, state: "For the audit log", color: "gray", text };
  }
  const text = "Nothing needs it any more. Take it out of LATCHKEY_PEPPERS at the next restart.";
  return { title, state: "Can be dropped", color: "gray", text };
}
