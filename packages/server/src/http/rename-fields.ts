/**
 * The fields of a refusal under the names that the caller wrote: those of a GraphQL variable's parts
 * without the variable; `whole` stands for all of it.
 */
export function renameFields(
  fields: Readonly<Record<string, string>>,
  variable: string,
  whole: string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).map(([path, sentence]) => {
      const inside =
        path === variable
          ? ""
          : path.startsWith(`${variable}.`)
            ? path.slice(variable.length + 1)
            : path;
      // GraphQL tells of a field that is missing or too much at the object around it.
      const field = /^Field "(\w+)"/.exec(sentence)?.[1] ?? "";
      return [[inside, field].filter((part) => part !== "").join(".") || whole, sentence];
    }),
  );
}
