import { ApiError } from "./api-error.js";

/**
 * The work's own outcome, or a failure once the deadline is over, a 503 unless another one is named;
 * what comes of the work later is dropped. A busy process may look at its clock before it reads what
 * has arrived, so the answers that are there are read before the work is given up.
 */
export function withDeadline<T>(
  work: Promise<T>,
  deadlineMs: number,
  late: () => Error = () =>
    new ApiError("UNAVAILABLE", { reason: `No result in ${deadlineMs} ms` }),
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => setImmediate(() => setImmediate(() => reject(late()))),
      deadlineMs,
    );
    work.then(
      (result) => {
        clearTimeout(timer);
        resolve(result);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
