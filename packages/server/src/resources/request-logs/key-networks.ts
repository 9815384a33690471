import { setImmediate } from "node:timers/promises";
import { ALERT_THRESHOLDS, ipNetwork } from "@latchkey/shared";
import { In, type QueryRunner } from "typeorm";
import { KeyNetwork } from "./key-network.entity.js";
import type { RequestFact } from "./request-facts.js";

const DAY_MS = 86_400_000;
const { network: THRESHOLDS } = ALERT_THRESHOLDS;

/** Networks that are remembered of one key; a key that has more is used from anywhere. */
const NETWORKS_MAX = 100;
const KEYS_PER_READ = 50;

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
  for (const seen of usesOf(workspaceId, facts)) {
    const { apiKeyId } = seen;
    const name = nameOf(apiKeyId, seen.network);
    const before = changed.get(name) ?? rows.get(name);
    if (!before) {
      const count = (counts.get(apiKeyId) ?? 0) + 1;
      if (count > NETWORKS_MAX) continue;
      counts.set(apiKeyId, count);
    }
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
  const byKey = [...groupByKey(facts)];
  for (let from = 0; from < byKey.length; from += KEYS_PER_READ) {
    // The embedded database works in this process, beside the requests.
    if (from > 0) await setImmediate();
    const some = byKey.slice(from, from + KEYS_PER_READ);
    const apiKeyId = In(some.map(([keyId]) => keyId));
    const known = await runner.manager.findBy(KeyNetwork, { apiKeyId });
    const rows = mergeNetworks(
      workspaceId,
      known,
      some.flatMap(([, own]) => own),
    );
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

/** What the facts say of a key, a network and a minute, taken together; by time, the earliest first. */
function usesOf(workspaceId: string, facts: readonly RequestFact[]): Iterable<Seen> {
  const networks = new Map<string, string | null>();
  const networkOf = (ip: string) => {
    let network = networks.get(ip);
    if (network === undefined) {
      network = ipNetwork(ip, THRESHOLDS);
      networks.set(ip, network);
    }
    return network;
  };
  const uses = new Map<string, Seen & { lastSeenAt: Date; requests: number }>();
  for (const { apiKeyId, ip, statusCode, startSeconds, tally } of inOrder(facts)) {
    const network = ip !== null && statusCode !== 401 ? networkOf(ip) : null;
    if (ip === null || network === null) continue;
    const name = `${nameOf(apiKeyId, network)} ${startSeconds}`;
    const lastSeenAt = new Date(tally.lastAtMs);
    const known = uses.get(name);
    if (known) {
      known.requests += tally.total;
      if (lastSeenAt > known.lastSeenAt) known.lastSeenAt = lastSeenAt;
    } else {
      const firstSeenAt = new Date(startSeconds * 1000);
      const requests = tally.total;
      const use = {
        workspaceId,
        apiKeyId,
        network,
        address: ip,
        firstSeenAt,
        lastSeenAt,
        requests,
      };
      uses.set(name, use);
    }
  }
  return uses.values();
}

function groupByKey(facts: readonly RequestFact[]): Map<string, RequestFact[]> {
  const byKey = new Map<string, RequestFact[]>();
  for (const fact of facts) {
    const own = byKey.get(fact.apiKeyId);
    if (own) own.push(fact);
    else byKey.set(fact.apiKeyId, [fact]);
  }
  return byKey;
}

function inOrder(facts: readonly RequestFact[]): RequestFact[] {
  return [...facts].sort((one, other) => one.startSeconds - other.startSeconds);
}

function nameOf(apiKeyId: string, network: string): string {
  return `${apiKeyId} ${network}`;
}
