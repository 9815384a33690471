import { useQuery } from "@apollo/client/react";
import { useDebouncedValue } from "@mantine/hooks";
import { useMemo } from "react";
import { errorText } from "../../api/error-text.js";
import type { ExplainOperationQuery } from "../../api/generated/graphql.js";
import { ExplainOperationDocument } from "./explorer.documents.js";
import { readVariables } from "./read-variables.js";

const PAUSE_MS = 300;

/** What an operation needs and costs. */
export type Explanation = NonNullable<ExplainOperationQuery["explainOperation"]>;

/** What the server says of the operation at the cursor, once the typing pauses; or what is wrong with it. */
export function useExplanation(
  document: string,
  operationName: string | null,
  variablesText: string,
): { readonly explanation: Explanation | null; readonly problem: string | null } {
  const written = useMemo(() => {
    const read = readVariables(variablesText);
    const variables = "variables" in read ? read.variables : null;
    // Without variables, page sizes count as their defaults; with some, all that are needed must be there.
    const isKnown = variables !== null && Object.keys(variables).length > 0;
    return { document, operationName, variables: isKnown ? variables : null };
  }, [document, operationName, variablesText]);
  const [input] = useDebouncedValue(written, PAUSE_MS);
  const { data, previousData, error } = useQuery(ExplainOperationDocument, {
    variables: { input },
    skip: input.document.trim() === "",
    fetchPolicy: "no-cache",
  });
  if (input.document.trim() === "") return { explanation: null, problem: null };
  if (error) return { explanation: null, problem: errorText(error) };
  return { explanation: (data ?? previousData)?.explainOperation ?? null, problem: null };
}
