import { ipNetwork } from "@latchkey/shared";
import type { MigrationInterface, QueryRunner } from "typeorm";
import { instant, integer, reference, table, text } from "./table-builder.js";

const ROWS_PER_STATEMENT = 200;
const KEPT_MS = 30 * 86_400_000;
const COLUMNS =
  "apiKeyId, network, workspaceId, address, firstSeenAt, lastSeenAt, requests, isNew" as const;

interface Address {
  readonly workspaceId: string;
  readonly apiKeyId: string;
  readonly address: string;
  readonly firstSeconds: number | string;
  readonly lastSeconds: number | string;
  readonly requests: number | string;
}

/** The networks that keys are used from, with those of the last month as the roll-ups know them. */
export class RememberKeyNetworks1761000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      table(
        "api_key_networks",
        {
          apiKeyId: { ...reference, isPrimary: true },
          network: { ...text(60), isPrimary: true },
          workspaceId: reference,
          address: text(45),
          firstSeenAt: instant,
          lastSeenAt: instant,
          requests: integer,
          isNew: { type: "boolean" },
        },
        {
          api_key_networks_new: { columns: ["isNew"] },
          api_key_networks_age: { columns: ["lastSeenAt"] },
        },
      ),
      true,
    );
    await fill(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable("api_key_networks");
  }
}

/** Run again after an interruption it does no harm: it begins with an empty table. */
async function fill(runner: QueryRunner): Promise<void> {
  await runner.query("DELETE FROM api_key_networks");
  const from = Math.floor((Date.now() - KEPT_MS) / 1000);
  const addresses: Address[] = await runner.query(
    `SELECT r.workspaceId AS workspaceId, r.scope AS apiKeyId, r.value AS address,
       MIN(r.startSeconds) AS firstSeconds, MAX(r.startSeconds) AS lastSeconds, SUM(r.total) AS requests
     FROM request_rollups r JOIN api_keys k ON k.id = r.scope AND k.workspaceId = r.workspaceId
     WHERE r.dimension = 'ADDRESS' AND r.levelSeconds = 86400 AND r.startSeconds >= ?
     GROUP BY r.workspaceId, r.scope, r.value HAVING SUM(r.total) > SUM(r.errors)`,
    [from],
  );
  const rows = [...mergeByNetwork(addresses).values()];
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    const some = rows.slice(start, start + ROWS_PER_STATEMENT);
    await runner.query(
      `INSERT INTO api_key_networks (${COLUMNS}) VALUES ${some.map(() => "(?, ?, ?, ?, ?, ?, ?, 0)").join(", ")}`,
      some.flatMap((row) => [
        row.apiKeyId,
        row.network,
        row.workspaceId,
        row.address,
        row.firstSeenAt,
        row.lastSeenAt,
        row.requests,
      ]),
    );
  }
}

function mergeByNetwork(addresses: readonly Address[]) {
  const found = new Map<
    string,
    {
      apiKeyId: string;
      workspaceId: string;
      network: string;
      address: string;
      firstSeenAt: Date;
      lastSeenAt: Date;
      requests: number;
    }
  >();
  for (const { apiKeyId, workspaceId, address, firstSeconds, lastSeconds, requests } of addresses) {
    const network = ipNetwork(address, { ipv4Bits: 24, ipv6Bits: 48 });
    const firstSeenAt = new Date(Number(firstSeconds) * 1000);
    const lastSeenAt = new Date(Number(lastSeconds) * 1000);
    // Addresses beyond what roll-ups tell apart are counted together, and are no address.
    if (network === null) continue;
    const before = found.get(`${apiKeyId} ${network}`);
    if (before) {
      before.requests += Number(requests);
      if (firstSeenAt < before.firstSeenAt) Object.assign(before, { firstSeenAt, address });
      if (lastSeenAt > before.lastSeenAt) before.lastSeenAt = lastSeenAt;
    } else {
      const row = { apiKeyId, workspaceId, network, address, firstSeenAt, lastSeenAt };
      found.set(`${apiKeyId} ${network}`, { ...row, requests: Number(requests) });
    }
  }
  return found;
}
