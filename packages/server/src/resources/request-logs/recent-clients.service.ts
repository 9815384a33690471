import type { DataSource, SelectQueryBuilder } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { badInput } from "../../base/api-error.js";
import { CallerLoader } from "../../base/caller-loader.js";
import type { Clock } from "../../base/clock.js";
import { firstIdOf } from "../../database/first-id-of.js";
import { readInstantOrNull } from "../../database/instants.js";
import { RECENT_CLIENTS_MAX, RECENT_DAYS_MAX, type RecentClient } from "./recent-clients.inputs.js";
import { RequestLog } from "./request-log.entity.js";

const DAY_MS = 86_400_000;

/** Who used a key lately: the newest clients, and how many there were in all. */
export interface RecentClientsOfKey {
  readonly id: string;
  readonly clients: readonly RecentClient[];
  readonly total: number;
}

interface ClientRow {
  apiKeyId: string;
  address: string | null;
  userAgent: string | null;
  lastSeenAt: unknown;
  requests: unknown;
  refusals: unknown;
  total: unknown;
}

/** Tells from the request logs which addresses and programs keys are used by. */
export class RecentClientsService {
  /** One a span of days, so that a list of keys costs one statement. */
  private readonly loaders = new Map<number, CallerLoader<RecentClientsOfKey>>();

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** A key's clients of the last so many days, the newest first; 400 for a span that is too long. */
  async find(actor: Actor, apiKeyId: string, days: number): Promise<RecentClientsOfKey> {
    if (days < 1 || days > RECENT_DAYS_MAX) {
      throw badInput({ days: `days must be from 1 to ${RECENT_DAYS_MAX}.` });
    }
    let loader = this.loaders.get(days);
    if (!loader) {
      loader = new CallerLoader((caller, ids) => this.listByKeys(caller, ids, days));
      this.loaders.set(days, loader);
    }
    return (await loader.load(actor, apiKeyId)) ?? { id: apiKeyId, clients: [], total: 0 };
  }

  private async listByKeys(
    actor: Actor,
    apiKeyIds: readonly string[],
    days: number,
  ): Promise<RecentClientsOfKey[]> {
    const from = new Date(this.clock.now().getTime() - days * DAY_MS);
    const rows = await this.database
      .createQueryBuilder()
      .select("client.*")
      .from((query) => this.ranked(query, actor, apiKeyIds, from), "client")
      .where("client.place <= :most", { most: RECENT_CLIENTS_MAX })
      .orderBy("client.place")
      .getRawMany<ClientRow>();
    return apiKeyIds.map((id) => {
      const own = rows.filter((row) => row.apiKeyId === id);
      return { id, clients: own.map(toClient), total: Number(own[0]?.total ?? 0) };
    });
  }

  /** Every client of each key, with its place among the key's own, the newest first. */
  private ranked(
    query: SelectQueryBuilder<object>,
    actor: Actor,
    apiKeyIds: readonly string[],
    from: Date,
  ): SelectQueryBuilder<RequestLog> {
    const clients = query
      .from(RequestLog, "log")
      .select("log.apiKeyId", "apiKeyId")
      .addSelect("log.ip", "address")
      .addSelect("log.userAgent", "userAgent")
      .addSelect("MAX(log.at)", "lastSeenAt")
      .addSelect("COUNT(*)", "requests")
      .addSelect("SUM(CASE WHEN log.statusCode IN (401, 403) THEN 1 ELSE 0 END)", "refusals")
      .addSelect("COUNT(*) OVER (PARTITION BY log.apiKeyId)", "total")
      .addSelect("ROW_NUMBER() OVER (PARTITION BY log.apiKeyId ORDER BY MAX(log.id) DESC)", "place")
      .where("log.workspaceId = :workspaceId", { workspaceId: workspaceIdOf(actor) })
      .andWhere("log.apiKeyId IN (:...apiKeyIds)", { apiKeyIds })
      .andWhere("log.id >= :firstId", { firstId: firstIdOf(from) })
      .groupBy("log.apiKeyId")
      .addGroupBy("log.ip")
      .addGroupBy("log.userAgent");
    const { campaignId } = actor;
    return campaignId === null
      ? clients
      : clients.andWhere("log.campaignId = :campaignId", { campaignId });
  }
}

function toClient(row: ClientRow): RecentClient {
  const lastSeenAt = readInstantOrNull(row.lastSeenAt);
  if (!lastSeenAt) throw new TypeError("A client was seen at some time");
  return {
    address: row.address,
    userAgent: row.userAgent,
    lastSeenAt,
    requests: Number(row.requests),
    refusals: Number(row.refusals),
  };
}
