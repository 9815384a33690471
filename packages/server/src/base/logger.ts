import { type DestinationStream, type Level, type Logger, pino } from "pino";

/** The server's own log. Of a failure it keeps the kind, the words, the code and the stack, never the values of a statement. */
export function createLogger(level: Level, destination?: DestinationStream): Logger {
  const options = { level, serializers: { err: describeError } };
  return destination ? pino(options, destination) : pino(options);
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return {
    type: error.name,
    message: error.message,
    ...("code" in error ? { code: error.code } : {}),
    stack: error.stack,
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
