import type { FastifyReply, FastifyRequest } from "fastify";
import type { Admission, PresentedKey } from "../admission/admission.js";
import { clientAddress } from "../admission/client-address.js";
import { readCredentials } from "../admission/credentials.js";
import type { KeyUsage } from "../admission/key-usage.js";
import type { Actor } from "../base/actor.js";
import { ApiError } from "../base/api-error.js";
import type { Clock } from "../base/clock.js";
import type { Config } from "../base/config.js";
import { Exchange } from "./exchange.js";
import type { Spool } from "./spool.js";

declare module "fastify" {
  interface FastifyRequest {
    exchange: Exchange | null;
    /** Null until the credentials are judged. */
    actor: Actor | null;
    /** The key of a request that is not let in yet: what it costs is known only with its document. */
    waitingKey: PresentedKey | null;
  }
}

/** What letting requests in takes. */
export interface AdmitParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly admission: Admission;
  readonly usage: KeyUsage;
  readonly spool: Spool;
}

/** Opens the request's record and judges its credentials, before its body is read; throws the refusal. */
export async function admit(
  parts: AdmitParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { raw } = request;
  const address = clientAddress(raw, parts.config.trustedProxies);
  const exchange = new Exchange(parts.clock.now(), raw, address);
  request.exchange = exchange;
  reply.header("x-request-id", exchange.id).header("cache-control", "no-store");

  const credentials = readCredentials(raw, parts.config);
  exchange.noteCredentials(credentials);
  if (exchange.isKeyRequest && parts.spool.refuses()) {
    exchange.isRecorded = false;
    throw noRoom();
  }
  exchange.reach("known");
  const authentication = await parts.admission.authenticate(credentials, {
    address,
    arrivedAt: exchange.at,
  });
  if (authentication.outcome === "refused") {
    exchange.noteKey(authentication.record);
    exchange.reach(authentication.check);
    throw authentication.error;
  }
  exchange.noteKey(authentication.key?.record ?? null);
  exchange.reach("body");
  request.actor = authentication.actor;
  request.waitingKey = authentication.key;
}

/** Lets the request in, once: confirms its key and spends its units, or throws. Its caller as of now. */
export async function enter(
  parts: AdmitParts,
  request: FastifyRequest,
  units: number,
): Promise<Actor> {
  const { actor, exchange, waitingKey } = request;
  if (!exchange || !actor) throw new Error("A request was let in without admission");
  if (!waitingKey) return actor;
  request.waitingKey = null;
  const { address, at, reached } = exchange;
  exchange.reach("limits");
  const entry = await parts.admission.enter(waitingKey, units, { address, arrivedAt: at });
  exchange.noteEntry(entry, units);
  exchange.reach(entry.outcome === "refused" ? entry.check : reached);
  if (entry.outcome === "refused") throw entry.error;
  const userAgent = request.raw.headers["user-agent"] ?? null;
  parts.usage.note(entry.record, waitingKey.secret, address, userAgent);
  request.actor = entry.actor;
  return entry.actor;
}

/** 503 for a request whose record has no place: what is answered has its row. */
export function noRoom(): ApiError {
  return new ApiError("UNAVAILABLE", { reason: "No room for its record", isLogged: true });
}

/** Judges a request's credentials once more while it is still being answered; its caller as of now, or throws. */
export async function readmit(parts: AdmitParts, request: FastifyRequest): Promise<Actor> {
  const { exchange, raw } = request;
  if (!exchange) throw new Error("A request was let in without admission");
  const origin = { address: exchange.address, arrivedAt: exchange.at };
  const credentials = readCredentials(raw, parts.config);
  const authentication = await parts.admission.authenticate(credentials, origin);
  if (authentication.outcome === "refused") throw authentication.error;
  if (!authentication.key) return authentication.actor;
  // What is remembered of a key is confirmed by its limiter only; what it asked for is paid already.
  const entry = await parts.admission.enter(authentication.key, 0, origin);
  if (entry.outcome === "refused") throw entry.error;
  return entry.actor;
}
