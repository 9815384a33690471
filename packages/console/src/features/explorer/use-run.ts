import { useState } from "react";
import { errorText } from "../../api/error-text.js";
import type { ExplorerDraft } from "./explorer-examples.js";
import { readVariables } from "./read-variables.js";
import { type OperationAnswer, sendOperation } from "./send-operation.js";

/** What came of the last run: an answer, or why there is none. */
export type RunOutcome = OperationAnswer | { readonly problem: string };

/** Sends what is written, as the session or with the key, and keeps the last outcome. */
export function useRun(
  workspace: string,
  key: string | null,
  written: ExplorerDraft & { readonly operationName: string | null },
) {
  const [answer, setAnswer] = useState<RunOutcome | null>(null);
  const [isRunning, setIsRunning] = useState(false);

  async function send(): Promise<RunOutcome> {
    const read = readVariables(written.variables);
    if ("problem" in read) return read;
    if (key !== null && key.trim() === "") return { problem: "Paste a key, or use your session." };
    const sender =
      key === null
        ? ({ kind: "session", workspace } as const)
        : ({ kind: "key", key: key.trim() } as const);
    try {
      const { document: query, operationName } = written;
      return await sendOperation(sender, { query, operationName, variables: read.variables });
    } catch (error) {
      return { problem: errorText(error) };
    }
  }

  return {
    answer,
    isRunning,
    async run() {
      if (isRunning || written.document.trim() === "") return;
      setIsRunning(true);
      setAnswer(await send());
      setIsRunning(false);
    },
  };
}
