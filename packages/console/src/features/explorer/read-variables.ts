/** The variables that a text holds; a sentence when it is no JSON object. Nothing counts as none. */
export function readVariables(
  text: string,
): { readonly variables: Record<string, unknown> } | { readonly problem: string } {
  if (text.trim() === "") return { variables: {} };
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return { variables: value };
  } catch {
    // Told below, as what is JSON and no object is.
  }
  return { problem: "Variables must be one JSON object." };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
