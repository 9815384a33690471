import { csvText } from "@latchkey/shared";
import type { ApiKeyRowFragment } from "../../api/generated/graphql.js";

const HEAD = [
  "Name",
  "Description",
  "Environment",
  "Starts with",
  "Last four",
  "Scopes",
  "Campaign",
  "Status",
  "Owner",
  "IP allowlist",
  "Rate limits",
  "Created",
  "Rotated",
  "Expires",
  "Last used",
] as const;

/** The keys as a CSV file, without any secret; instants in ISO 8601, rate limits as units/seconds. */
export function keyCsv(keys: readonly ApiKeyRowFragment[]): string {
  return csvText([
    HEAD,
    ...keys.map((key) => [
      key.name,
      key.description ?? "",
      key.environment,
      key.start,
      key.lastFour,
      key.scopes.join(" "),
      key.campaign?.name ?? "All campaigns",
      key.status,
      key.owner?.email ?? "",
      key.ipAllowlist.join(" "),
      key.rateLimits.map(({ limit, windowSeconds }) => `${limit}/${windowSeconds}s`).join(" "),
      key.createdAt,
      key.rotatedAt ?? "",
      key.expiresAt ?? "",
      key.lastUsedAt ?? "",
    ]),
  ]);
}
