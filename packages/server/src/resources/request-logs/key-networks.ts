import { ALERT_THRESHOLDS, ipNetwork } from "@latchkey/shared";
import { In, type QueryRunner } from "typeorm";
import { KeyNetwork } from "./key-network.entity.js";
import type { RequestFact } from "./request-facts.js";

const DAY_MS = 86_400_000;
const { network: THRESHOLDS } = ALERT_THRESHOLDS;

/** Networks that are remembered of one key; a key that has more is used from anywhere. */
const NETWORKS_MAX = 100;
const KEYS_PER_READ = 500;

/**
 * Adds what facts say of where keys are used to what is remembered of them; returns the rows that differ.
 * A refused authentication is no use. A network that comes back after its memory has run out is new. Pure.
 */
export function mergeNetworks(
  workspaceId: string,
  known: readonly KeyNetwork[],
  facts: readonly RequestFact[],
): KeyNetwork[] {
  const rows = new Map(known.map((row) => [nameOf(row.apiKeyId, row.network), row]));
  const counts = new Map<string, number>();
  for (const { apiKeyId } of known) counts.set(apiKeyId, (counts.get(apiKeyId) ?? 0) + 1);
  const changed = new Map<string, KeyNetwork>();
  for (const fact of inOrder(facts)) {
    const network = fact.ip && fact.statusCode !== 401 ? ipNetwork(fact.ip, THRESHOLDS) : null;
    if (fact.ip === null || network === null) continue;
    const { apiKeyId } = fact;
    const name = nameOf(apiKeyId, network);
    const before = changed.get(name) ?? rows.get(name);
    if (!before) {
      const count = (counts.get(apiKeyId) ?? 0) + 1;
      if (count > NETWORKS_MAX) continue;
      counts.set(apiKeyId, count);
    }
    const seen = { workspaceId, apiKeyId, network, address: fact.ip, ...spanOf(fact) };
    changed.set(name, before ? merge(before, seen) : { ...seen, isNew: true });
  }
  return [...changed.values()];
}

/** Remembers where keys are used from, in the transaction that takes the facts. */
export async function addKeyNetworks(
  runner: QueryRunner,
  workspaceId: string,
  facts: readonly RequestFact[],
): Promise<void> {
  const keyIds = [...new Set(facts.map(({ apiKeyId }) => apiKeyId))];
  for (let from = 0; from < keyIds.length; from += KEYS_PER_READ) {
    const some = new Set(keyIds.slice(from, from + KEYS_PER_READ));
    const known = await runner.manager.findBy(KeyNetwork, { apiKeyId: In([...some]) });
    const own = facts.filter(({ apiKeyId }) => some.has(apiKeyId));
    const rows = mergeNetworks(workspaceId, known, own);
    if (rows.length > 0) await runner.manager.upsert(KeyNetwork, rows, ["apiKeyId", "network"]);
  }
}

type Seen = Omit<KeyNetwork, "isNew">;

function merge(before: KeyNetwork, seen: Seen): KeyNetwork {
  const goneMs = seen.firstSeenAt.getTime() - before.lastSeenAt.getTime();
  if (goneMs > THRESHOLDS.memoryDays * DAY_MS) return { ...seen, isNew: true };
  const isEarlier = seen.firstSeenAt < before.firstSeenAt;
  return {
    ...before,
    address: isEarlier ? seen.address : before.address,
    firstSeenAt: isEarlier ? seen.firstSeenAt : before.firstSeenAt,
    lastSeenAt: new Date(Math.max(seen.lastSeenAt.getTime(), before.lastSeenAt.getTime())),
    requests: before.requests + seen.requests,
  };
}

function spanOf({ startSeconds, tally }: RequestFact) {
  return {
    firstSeenAt: new Date(startSeconds * 1000),
    lastSeenAt: new Date(tally.lastAtMs),
    requests: tally.total,
  };
}

function inOrder(facts: readonly RequestFact[]): RequestFact[] {
  return [...facts].sort((one, other) => one.startSeconds - other.startSeconds);
}

function nameOf(apiKeyId: string, network: string): string {
  return `${apiKeyId} ${network}`;
}
