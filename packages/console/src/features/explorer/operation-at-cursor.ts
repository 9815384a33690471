import { Kind, parse } from "graphql";

/** Which of a text's operations the cursor is in, or nearest above; null when there is one, or none can be told. */
export function operationAtCursor(text: string, offset: number): string | null {
  try {
    const operations = parse(text).definitions.filter(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION,
    );
    if (operations.length < 2) return null;
    const above = operations.filter(({ loc }) => (loc?.start ?? 0) <= offset);
    return (above.at(-1) ?? operations[0])?.name?.value ?? null;
  } catch {
    return null;
  }
}
