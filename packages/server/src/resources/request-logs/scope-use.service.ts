import { expandScopes, reduceScopes, type Scope, sortScopes } from "@latchkey/shared";
import type { DataSource } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { badInput } from "../../base/api-error.js";
import { CallerLoader } from "../../base/caller-loader.js";
import type { Clock } from "../../base/clock.js";
import { readInstantOrNull } from "../../database/instants.js";
import type { ApiKey } from "../api-keys/api-key.entity.js";
import { ApiKeyScopeDay } from "./api-key-scope-day.entity.js";
import { dayOf, SCOPE_DAYS_MAX } from "./scope-days.js";
import type { KeyScopeUse, ScopeUse } from "./scope-use.payloads.js";

const DAY_MS = 86_400_000;

interface UsedScopes {
  readonly id: string;
  readonly uses: ReadonlyMap<Scope, ScopeUse>;
}

interface UseRow {
  apiKeyId: string;
  scope: Scope;
  requests: unknown;
  lastUsedAt: unknown;
}

/** Tells which of their scopes keys use, from counts a day and not from the requests themselves. */
export class ScopeUseService {
  /** One a span of days, so that a list of keys costs one statement. */
  private readonly loaders = new Map<number, CallerLoader<UsedScopes>>();

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** A key's scopes and their use in the last so many days; 400 for a span that is too long. */
  async find(actor: Actor, key: ApiKey, days: number): Promise<KeyScopeUse> {
    if (days < 1 || days > SCOPE_DAYS_MAX) {
      throw badInput({ days: `days must be from 1 to ${SCOPE_DAYS_MAX}.` });
    }
    let loader = this.loaders.get(days);
    if (!loader) {
      loader = new CallerLoader((caller, ids) => this.listByKeys(caller, ids, days));
      this.loaders.set(days, loader);
    }
    const used = await loader.load(actor, key.id);
    const scopes = sortScopes(expandScopes(key.scopes)).map(
      (scope) => used?.uses.get(scope) ?? { scope, isUsed: false, requests: 0, lastUsedAt: null },
    );
    const knownFromMs = (key.scopeUseFrom ?? key.createdAt).getTime();
    return {
      since: new Date(Math.max(knownFromMs, this.firstDay(days) * DAY_MS)),
      scopes,
      narrowedScopes: reduceScopes(scopes.filter(({ isUsed }) => isUsed).map(({ scope }) => scope)),
    };
  }

  private async listByKeys(
    actor: Actor,
    ids: readonly string[],
    days: number,
  ): Promise<UsedScopes[]> {
    const rows = await this.database
      .getRepository(ApiKeyScopeDay)
      .createQueryBuilder("used")
      .select("used.apiKeyId", "apiKeyId")
      .addSelect("used.scope", "scope")
      .addSelect("SUM(used.requests)", "requests")
      .addSelect("MAX(used.lastUsedAt)", "lastUsedAt")
      .where("used.workspaceId = :workspaceId", { workspaceId: workspaceIdOf(actor) })
      .andWhere("used.apiKeyId IN (:...ids)", { ids })
      .andWhere("used.day >= :firstDay", { firstDay: this.firstDay(days) })
      .groupBy("used.apiKeyId")
      .addGroupBy("used.scope")
      .getRawMany<UseRow>();
    return ids.map((id) => ({
      id,
      uses: new Map(
        rows.filter((row) => row.apiKeyId === id).map((row) => [row.scope, toScopeUse(row)]),
      ),
    }));
  }

  private firstDay(days: number): number {
    return dayOf(this.clock.now()) - days;
  }
}

function toScopeUse({ scope, requests, lastUsedAt }: UseRow): ScopeUse {
  return {
    scope,
    isUsed: true,
    requests: Number(requests),
    lastUsedAt: readInstantOrNull(lastUsedAt),
  };
}
