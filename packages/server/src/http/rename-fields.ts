import { ApiError } from "../base/api-error.js";

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
      if (path === variable) return [whole, sentence];
      const inside = path.startsWith(`${variable}.`) ? path.slice(variable.length + 1) : path;
      return [inside, sentence];
    }),
  );
}

/** A failure whose fields are under the names that the caller wrote; any other as it is. */
export function underOwnNames(failure: unknown, variable: string, whole: string): unknown {
  const fields = failure instanceof ApiError ? failure.extensions["fields"] : undefined;
  if (!(failure instanceof ApiError) || typeof fields !== "object" || fields === null) {
    return failure;
  }
  const { code, message, extensions, reason, isLogged, cause } = failure;
  const renamed = renameFields(Object.fromEntries(Object.entries(fields)), variable, whole);
  return new ApiError(code, {
    message,
    extensions: { ...extensions, fields: renamed },
    ...(reason === null ? {} : { reason }),
    isLogged,
    cause,
  });
}
