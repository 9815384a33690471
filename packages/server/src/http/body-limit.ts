import { type Readable, Transform } from "node:stream";
import type { FastifyReply, FastifyRequest, preParsingHookHandler } from "fastify";
import type { OperationPlan } from "../admission/operation-plan.js";
import { ApiError } from "../base/api-error.js";

declare module "fastify" {
  interface FastifyRequest {
    /** How long the body is, once it has been read. */
    bodyBytes: number;
  }
}

/** Longest request body, in bytes. */
export const BODY_MAX = 100 * 1024;
/** Of an operation that writes many rows. */
export const LARGE_BODY_MAX = 1024 * 1024;

/** The operations that a larger body is for, and the scope without which none of them runs. */
const LARGE_OPERATIONS: ReadonlySet<string> = new Set(["upsertLeads"]);
const LARGE_SCOPE = "leads:write";

/**
 * Refuses a body over 100 KB before it is read, unless its caller may write leads: then up to 1 MB are
 * read, and the operation is asked once it is known. As a `preParsing` hook.
 */
export async function limitBody(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: Readable,
): Promise<Readable> {
  const max = request.actor?.scopes.has(LARGE_SCOPE) ? LARGE_BODY_MAX : BODY_MAX;
  const tooLarge = () => {
    // What is left of the body is not read.
    reply.header("connection", "close");
    return new ApiError("PAYLOAD_TOO_LARGE");
  };
  const length = request.headers["content-length"];
  if (length !== undefined) {
    request.bodyBytes = Number(length);
    if (request.bodyBytes > max) throw tooLarge();
    return payload;
  }
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      request.bodyBytes += chunk.length;
      if (request.bodyBytes > max) done(tooLarge());
      else done(null, chunk);
    },
  });
  payload.on("error", (error) => counted.destroy(error));
  return payload.pipe(counted);
}

/** Refuses a body that is compressed, before it is read: what it comes to would be known too late. As a `preParsing` hook. */
export const refuseCompressed: preParsingHookHandler = (request, _reply, payload, done) => {
  const coding = request.headers["content-encoding"];
  if (coding === undefined || coding.trim().toLowerCase() === "identity") done(null, payload);
  else {
    const message = "Send the body as it is, without Content-Encoding";
    done(new ApiError("UNSUPPORTED_MEDIA_TYPE", { message }));
  }
};

/** Refuses a document over 100 KB, whoever sends it: what is long goes into variables. */
export function assertTextFits(text: string): void {
  if (text.length > BODY_MAX) throw new ApiError("PAYLOAD_TOO_LARGE");
}

/** Refuses a body over 100 KB whose operation is not one that writes many rows. */
export function assertBodyFits({ bodyBytes }: FastifyRequest, { rootFields }: OperationPlan): void {
  if (bodyBytes <= BODY_MAX || rootFields.every((field) => LARGE_OPERATIONS.has(field))) return;
  throw new ApiError("PAYLOAD_TOO_LARGE");
}
