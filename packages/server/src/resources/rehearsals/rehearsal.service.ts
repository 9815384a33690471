import { setImmediate } from "node:timers/promises";
import { effectiveRateLimits, keyEditProblems, type RateLimit } from "@latchkey/shared";
import { type DataSource, IsNull } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { assertNoProblems, notFound } from "../../base/api-error.js";
import type { Clock } from "../../base/clock.js";
import { firstIdOf } from "../../database/first-id-of.js";
import { ApiKey } from "../api-keys/api-key.entity.js";
import { assertRateLimits } from "../api-keys/rate-limit-argument.js";
import { findNewestStart, readRecordedRequests } from "./recorded-requests.js";
import {
  REHEARSAL_DAYS,
  REHEARSAL_REQUESTS_MAX,
  type Rehearsal,
  type RehearseApiKeyInput,
} from "./rehearsal.inputs.js";
import { RehearsedKey } from "./rehearsal.js";

const DAY_MS = 86_400_000;

/** Whether requests would find room under limits, asked in the order in which they come. */
export type ReplayLimits = (
  limits: readonly RateLimit[],
) => (units: number, atMs: number) => boolean;

/** Tries a change of a key on the requests that it sent lately, and changes nothing. */
export class RehearsalService {
  /** One at a time: each reads many rows. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly replayLimits: ReplayLimits,
    private readonly requestsMax = REHEARSAL_REQUESTS_MAX,
  ) {}

  /** How many of the key's requests would have been refused, and which; 404 for an unknown key, 400 for a change that could not be saved. */
  async rehearse(actor: Actor, input: RehearseApiKeyInput): Promise<Rehearsal> {
    const { scopes, ipAllowlist, rateLimits = null } = input;
    const workspaceId = workspaceIdOf(actor);
    assertNoProblems(keyEditProblems({ ...(scopes ? { scopes } : {}), ipAllowlist }));
    const isKnown = await this.database.getRepository(ApiKey).existsBy({
      id: input.id,
      workspaceId,
      deletedAt: IsNull(),
      ...(actor.campaignId === null ? {} : { campaignId: actor.campaignId }),
    });
    if (!isKnown) throw notFound("key");
    await assertRateLimits(this.database, workspaceId, rateLimits);
    const maximum = actor.workspace?.rateLimitMax ?? 0;
    const key = new RehearsedKey({
      scopes: scopes ?? null,
      ipAllowlist: ipAllowlist ?? null,
      hasRoom: rateLimits && this.replayLimits(effectiveRateLimits(rateLimits, maximum)),
    });
    const run = this.last.then(() => this.run(key, { workspaceId, apiKeyId: input.id }));
    this.last = run.catch(() => undefined);
    return run;
  }

  private async run(
    key: RehearsedKey,
    whose: { readonly workspaceId: string; readonly apiKeyId: string },
  ): Promise<Rehearsal> {
    const from = new Date(this.clock.now().getTime() - REHEARSAL_DAYS * DAY_MS);
    const span = { ...whose, afterId: firstIdOf(from) };
    const newestStart = await findNewestStart(this.database, span, this.requestsMax);
    let afterId: string | null = newestStart ?? span.afterId;
    while (afterId !== null) {
      const page = await readRecordedRequests(this.database, { ...whose, afterId });
      for (const request of page.requests) key.add(request);
      afterId = page.nextAfterId;
      // Requests have their turn in between.
      await setImmediate();
    }
    return key.tell(newestStart !== null);
  }
}
