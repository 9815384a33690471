import { shutOut } from "./allowlist.js";
import type { RecentClient } from "./use-recent-clients.js";

/** Whom a change of an allowlist would shut out. */
export interface AllowlistRisk {
  /** The admin's own address, when it is among them. */
  readonly ownAddress: string | null;
  /** Addresses that the key was used from lately, each with the programs seen there. */
  readonly clients: readonly { readonly address: string; readonly programs: readonly string[] }[];
}

/**
 * Whom a new allowlist would shut out that the one before lets in; null for nobody. A client that
 * was only ever refused has nothing to lose. Says nothing while an entry cannot be read.
 */
export function allowlistRisk(change: {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly ownAddress: string | null;
  readonly recentClients: readonly Pick<
    RecentClient,
    "address" | "userAgent" | "requests" | "refusals"
  >[];
}): AllowlistRisk | null {
  const { before, after, ownAddress, recentClients } = change;
  const programs = new Map<string, Set<string>>();
  for (const { address, userAgent, requests, refusals } of recentClients) {
    if (address === null || requests <= refusals) continue;
    const known = programs.get(address) ?? new Set();
    if (userAgent) known.add(userAgent);
    programs.set(address, known);
  }
  const excluded = (addresses: readonly string[]) => {
    const already = new Set(shutOut(addresses, before));
    return shutOut(addresses, after).filter((address) => !already.has(address));
  };
  const clients = excluded([...programs.keys()]).map((address) => ({
    address,
    programs: [...(programs.get(address) ?? [])],
  }));
  const [own = null] = excluded(ownAddress === null ? [] : [ownAddress]);
  return own === null && clients.length === 0 ? null : { ownAddress: own, clients };
}
