import type { DataSource } from "typeorm";
import { readInstantOrNull } from "../../database/instants.js";
import type { HourCount } from "./usual-hours.js";

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

/** A key's requests of an hour, without those that did not authenticate. */
export interface KeyHour extends HourCount {
  readonly workspaceId: string;
  readonly apiKeyId: string;
  readonly lastAt: Date;
}

/**
 * Reads from the roll-ups what alerts need to know of keys' hours, whatever number of requests they
 * had. What is not folded yet is read by the next run.
 */
export class HourCounts {
  constructor(private readonly database: DataSource) {}

  /** The keys with at least so many requests in an hour. */
  async busyKeys(hourSeconds: number, requestsMin: number): Promise<KeyHour[]> {
    const rows: KeyHour[] = await this.database.query(
      `SELECT workspaceId, value AS apiKeyId, startSeconds, total, errors, lastAt FROM request_rollups
       WHERE levelSeconds = ? AND startSeconds = ? AND dimension = 'API_KEY' AND scope = '' AND total >= ?`,
      [HOUR_SECONDS, hourSeconds, requestsMin],
    );
    const failures = rows.length > 0 ? await this.authFailures(hourSeconds) : new Map();
    return rows.map((row) => {
      const failed = failures.get(row.apiKeyId) ?? 0;
      return {
        ...row,
        ...numbersOf(row),
        total: Number(row.total) - failed,
        errors: Number(row.errors) - failed,
        lastAt: readInstantOrNull(row.lastAt) ?? new Date(0),
      };
    });
  }

  /** How many requests each key had in an hour. */
  async totals(hourSeconds: number): Promise<ReadonlyMap<string, number>> {
    const rows: Array<{ apiKeyId: string; total: unknown }> = await this.database.query(
      `SELECT value AS apiKeyId, total FROM request_rollups
       WHERE levelSeconds = ? AND startSeconds = ? AND dimension = 'API_KEY' AND scope = ''`,
      [HOUR_SECONDS, hourSeconds],
    );
    return new Map(rows.map(({ apiKeyId, total }) => [apiKeyId, Number(total)]));
  }

  /** A key's requests of these hours; those without any are left out. */
  async hours(
    workspaceId: string,
    apiKeyId: string,
    starts: readonly number[],
  ): Promise<HourCount[]> {
    const rows: HourCount[] = await this.database.query(
      `SELECT startSeconds, total, errors FROM request_rollups
       WHERE workspaceId = ? AND dimension = 'API_KEY' AND levelSeconds = ? AND scope = '' AND value = ?
       AND startSeconds IN (${starts.map(() => "?").join(", ")})`,
      [workspaceId, HOUR_SECONDS, apiKeyId, ...starts],
    );
    return rows.map(numbersOf);
  }

  /** A key's requests of each of the days from one instant to another, the oldest first. */
  async days(
    workspaceId: string,
    apiKeyId: string,
    from: number,
    to: number,
  ): Promise<HourCount[]> {
    const rows: HourCount[] = await this.database.query(
      `SELECT startSeconds, total, errors FROM request_rollups
       WHERE workspaceId = ? AND dimension = 'API_KEY' AND levelSeconds = ? AND scope = '' AND value = ?
       AND startSeconds >= ? AND startSeconds < ? ORDER BY startSeconds`,
      [workspaceId, DAY_SECONDS, apiKeyId, from, to],
    );
    return rows.map(numbersOf);
  }

  /** The code that most of a key's failed requests of an hour had; looked for in its rows, and only for an alert. */
  async commonError(
    workspaceId: string,
    apiKeyId: string,
    fromId: string,
    toId: string,
  ): Promise<string | null> {
    const rows: Array<{ errorCode: string }> = await this.database.query(
      `SELECT errorCode, COUNT(*) AS total FROM request_logs
       WHERE workspaceId = ? AND apiKeyId = ? AND id >= ? AND id < ?
       AND errorCode IS NOT NULL AND errorCode <> 'UNAUTHENTICATED'
       GROUP BY errorCode ORDER BY total DESC LIMIT 1`,
      [workspaceId, apiKeyId, fromId, toId],
    );
    return rows[0]?.errorCode ?? null;
  }

  /** Failed authentications of each key in an hour; what a stopped key does is told of by another alert. */
  private async authFailures(hourSeconds: number): Promise<Map<string, number>> {
    const rows: Array<{ apiKeyId: string; total: unknown }> = await this.database.query(
      `SELECT apiKeyId, SUM(total) AS total FROM auth_failures
       WHERE startSeconds >= ? AND startSeconds < ? GROUP BY apiKeyId`,
      [hourSeconds, hourSeconds + HOUR_SECONDS],
    );
    return new Map(rows.map(({ apiKeyId, total }) => [apiKeyId, Number(total)]));
  }
}

function numbersOf({ startSeconds, total, errors }: HourCount): HourCount {
  return {
    startSeconds: Number(startSeconds),
    total: Number(total),
    errors: Number(errors),
  };
}
