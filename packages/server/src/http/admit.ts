import type { FastifyReply, FastifyRequest } from "fastify";
import type { Admission, PresentedKey } from "../admission/admission.js";
import { clientAddress } from "../admission/client-address.js";
import { readCredentials } from "../admission/credentials.js";
import type { KeyUsage } from "../admission/key-usage.js";
import type { Actor } from "../base/actor.js";
import type { Clock } from "../base/clock.js";
import type { Config } from "../base/config.js";
import { Exchange } from "./exchange.js";

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
  const authentication = await parts.admission.authenticate(credentials, {
    address,
    arrivedAt: exchange.at,
  });
  if (authentication.outcome === "refused") {
    exchange.noteKey(authentication.record);
    throw authentication.error;
  }
  exchange.noteKey(authentication.key?.record ?? null);
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
  const { address, at } = exchange;
  const entry = await parts.admission.enter(waitingKey, units, { address, arrivedAt: at });
  exchange.noteEntry(entry);
  if (entry.outcome === "refused") throw entry.error;
  parts.usage.note(entry.record, address, request.raw.headers["user-agent"] ?? null);
  request.actor = entry.actor;
  return entry.actor;
}
