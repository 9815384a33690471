import { ERROR_CODES, type ErrorCode } from "@latchkey/shared";

/** A refusal outside the API, where there is no record to point to. */
export function plainRefusal(code: ErrorCode) {
  return { errors: [{ message: ERROR_CODES[code].message, extensions: { code } }] };
}
