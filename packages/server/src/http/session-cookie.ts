import { serialize } from "cookie";
import type { FastifyReply, FastifyRequest } from "fastify";
import { isSecure } from "../admission/client-address.js";
import { readSessionToken, SESSION_COOKIE } from "../admission/credentials.js";
import type { Config } from "../base/config.js";
import type { SessionCookie } from "../base/request-context.js";

/** What an operation may do to the caller's session cookie: read it, and set it by the answer. */
export function sessionCookie(
  config: Config,
  request: FastifyRequest,
  reply: FastifyReply,
): SessionCookie {
  const set = (value: string, expires: Date) => {
    const settings = {
      httpOnly: true,
      sameSite: "strict",
      secure: isSecure(request.raw, config.trustedProxies),
      path: "/",
      expires,
    } as const;
    reply.header("set-cookie", serialize(SESSION_COOKIE, value, settings));
  };
  return {
    get token() {
      return readSessionToken(request.raw);
    },
    start: set,
    end: () => set("", new Date(0)),
  };
}
