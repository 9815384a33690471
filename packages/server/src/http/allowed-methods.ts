import { EXPORT_PATH } from "./export-route.js";
import { REST_PREFIX } from "./rest/rest-handler.js";
import { restMethods } from "./rest/rest-operations.js";

/** The methods of a path of the API, for `Allow`; null for a path that it does not have. */
export function allowedMethods(url: string): string | null {
  const [path = ""] = url.split("?");
  return PATHS.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

const PATHS: ReadonlyArray<readonly [pattern: RegExp, allow: string]> = [
  [/^\/(graphql|v1\/verify)\/?$/, "POST"],
  [/^\/api\/v1\/openapi\.json$/, "GET"],
  [EXPORT_PATH, "GET"],
  ...[...restMethods()].map(
    ([path, methods]) =>
      [
        new RegExp(`^${REST_PREFIX}${path.replace(/:\w+/g, "[^/]+")}$`),
        methods.join(", "),
      ] as const,
  ),
];
