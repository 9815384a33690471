import { serialize } from "cookie";
import type { FastifyReply, FastifyRequest } from "fastify";
import { isSecure } from "../admission/client-address.js";
import { readSessionToken, SESSION_COOKIE } from "../admission/credentials.js";
import type { Config } from "../base/config.js";
import type { SessionCookie } from "../base/request-context.js";

/**
 * What an operation may do to the caller's session cookie: read it, and set it by the answer. A class,
 * because V8 keeps the shape of each object that is written with a getter of its own, and all that the
 * getter can reach, for as long as old objects live: here the whole request.
 */
export class AnsweredCookie implements SessionCookie {
  constructor(
    private readonly config: Config,
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
  ) {}

  get token(): string | null {
    return readSessionToken(this.request.raw);
  }

  start(token: string, expires: Date): void {
    const settings = {
      httpOnly: true,
      sameSite: "strict",
      secure: isSecure(this.request.raw, this.config.trustedProxies),
      path: "/",
      expires,
    } as const;
    this.reply.header("set-cookie", serialize(SESSION_COOKIE, token, settings));
  }

  end(): void {
    this.start("", new Date(0));
  }
}
