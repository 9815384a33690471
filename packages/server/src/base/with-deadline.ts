import { ApiError } from "./api-error.js";

/** The work's own outcome, or a 503 once the deadline is over; what comes of the work later is dropped. */
export async function withDeadline<T>(work: Promise<T>, deadlineMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new ApiError("UNAVAILABLE", { reason: `No result in ${deadlineMs} ms` })),
      deadlineMs,
    );
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
