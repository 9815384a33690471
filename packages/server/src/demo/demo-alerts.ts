import { ApiKey } from "../resources/api-keys/api-key.entity.js";
import type { RequestLog } from "../resources/request-logs/request-log.entity.js";
import { DatabaseRequestLogSink } from "../resources/request-logs/request-log.sink.js";
import { RollupFolder } from "../resources/request-logs/rollup-folder.js";
import type { Foundations, Services } from "../services.js";
import { inventRequest } from "./demo-requests.js";
import type { SeededRandom } from "./random.js";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The keys that the demo has something to tell of. */
export interface ToldKeys {
  /** Revoked, and still tried by the program that had it. */
  readonly revoked: ApiKey;
  /** In use every day, and of late from somewhere else, too. */
  readonly moved: ApiKey;
  /** Made weeks ago and never used. */
  readonly unused: ApiKey;
  /** Ends within a week. */
  readonly ending: ApiKey;
}

/** Lets things happen to keys that alerts are about, and looks for them, so that the first look at the alerts has something to see. */
export async function seedAlerts(
  { database, clock }: Foundations,
  services: Services,
  random: SeededRandom,
  { revoked, moved, unused, ending }: ToldKeys,
): Promise<void> {
  const now = clock.now();
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const rows: RequestLog[] = [];
  for (let index = 0; index < 14; index += 1) {
    const row = inventRequest(random, revoked, ago((9 - index * 0.6) * MINUTE_MS));
    rows.push({
      ...row,
      statusCode: 401,
      errorCode: "UNAUTHENTICATED",
      failedCheck: "revoked",
      reason: "The key is revoked",
      ip: "198.51.100.90",
      userAgent: "old-importer/1.4",
      decisionId: row.id,
      executionMs: null,
      scopesNeeded: null,
    });
  }
  for (let index = 0; index < 6; index += 1) {
    const row = inventRequest(random, moved, ago((40 - index * 5) * MINUTE_MS));
    rows.push({ ...row, ip: "192.0.2.44", userAgent: "python-requests/2.32" });
  }
  // Where it always was it goes on, too.
  for (let index = 0; index < 8; index += 1) {
    rows.push(inventRequest(random, moved, ago((6 - index * 0.8) * MINUTE_MS)));
  }
  await new DatabaseRequestLogSink(database).write(rows);
  const keys = database.getRepository(ApiKey);
  await keys.update({ id: moved.id }, { lastUsedAt: ago(0.4 * MINUTE_MS) });
  await keys.update({ id: unused.id }, { createdAt: ago(34 * DAY_MS) });
  await keys.update({ id: ending.id }, { createdAt: ago(84 * DAY_MS), lastUsedAt: ago(DAY_MS) });
  await new RollupFolder(database, rethrow).run();
  for (const { check } of services.alertChecks) await check.run(now);
}

function rethrow(error: unknown): never {
  throw error;
}
