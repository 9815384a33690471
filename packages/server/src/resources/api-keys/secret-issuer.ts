import { randomInt } from "node:crypto";
import { buildKey, type KeyEnvironment, parseKey } from "@latchkey/shared";
import type { EntityManager } from "typeorm";
import type { Clock } from "../../base/clock.js";
import { newId } from "../../database/new-id.js";
import { ApiKeySecret } from "./api-key-secret.entity.js";
import type { KeyHasher } from "./key-hasher.js";

/** A secret just made; what is shown of it later is apart. */
export interface IssuedSecret {
  readonly secret: string;
  readonly shown: { readonly start: string; readonly lastFour: string };
}

/** Makes secrets, and keeps their hashes. */
export class SecretIssuer {
  constructor(
    private readonly hasher: KeyHasher,
    private readonly keyPrefix: string,
    private readonly clock: Clock,
  ) {}

  issue(environment: KeyEnvironment): IssuedSecret {
    const secret = buildKey(this.keyPrefix, environment, randomInt);
    const parsed = parseKey(secret, this.keyPrefix);
    if (!parsed) throw new Error("A key just built does not parse");
    return { secret, shown: { start: parsed.start, lastFour: parsed.lastFour } };
  }

  /** Keeps a secret's hash as the key's present one. */
  async insert(manager: EntityManager, apiKeyId: string, issued: IssuedSecret): Promise<void> {
    await manager.insert(ApiKeySecret, {
      id: newId(),
      apiKeyId,
      ...this.hasher.hash(issued.secret),
      ...issued.shown,
      createdAt: this.clock.now(),
    });
  }
}
