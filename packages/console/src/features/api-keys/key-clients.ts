/** One address and program that used a key. */
export interface KeyClient {
  readonly ip: string;
  readonly userAgent: string;
  readonly requests: number;
  readonly lastAt: string;
}

interface LoggedRequest {
  readonly at: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** The addresses and programs behind a key's requests, the busiest first. */
export function keyClients(requests: readonly LoggedRequest[]): KeyClient[] {
  const clients = new Map<string, KeyClient>();
  for (const { at, ip, userAgent } of requests) {
    const client = { ip: ip ?? "unknown address", userAgent: userAgent ?? "unnamed client" };
    const id = `${client.ip}\n${client.userAgent}`;
    const known = clients.get(id);
    clients.set(id, {
      ...client,
      requests: (known?.requests ?? 0) + 1,
      lastAt: known && known.lastAt > at ? known.lastAt : at,
    });
  }
  return [...clients.values()].sort((one, other) => other.requests - one.requests);
}
