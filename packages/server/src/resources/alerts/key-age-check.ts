import type { AlertClosedReason } from "@latchkey/shared";
import { In, IsNull, MoreThan, Not } from "typeorm";
import { ApiKey } from "../api-keys/api-key.entity.js";
import { statusOf } from "../api-keys/api-key-status.js";
import { Alert } from "./alert.entity.js";
import type { AlertStore } from "./alert.store.js";
import { type AlertEnd, writeIdentity } from "./alert-finding.js";
import { type AgingKey, findKeyAges } from "./key-age-findings.js";

const KEYS_PER_PAGE = 1000;
const KINDS = ["EXPIRY", "ROTATION_OVERDUE", "UNUSED"] as const;

/** Looks at what keys are: their expiry, the age of their secret, their last use. One pass over the keys that work. */
export class KeyAgeCheck {
  constructor(private readonly store: AlertStore) {}

  async run(now: Date): Promise<void> {
    await this.closeThoseOver(now);
    let afterId = "";
    for (;;) {
      const keys = await this.store.database.getRepository(ApiKey).find({
        where: {
          id: MoreThan(afterId),
          revokedAt: IsNull(),
          deletedAt: IsNull(),
          deactivatedAt: IsNull(),
        },
        order: { id: "ASC" },
        take: KEYS_PER_PAGE,
      });
      await this.store.keep(keys.flatMap((key) => findKeyAges(key, now)));
      const last = keys.at(-1);
      if (!last || keys.length < KEYS_PER_PAGE) return;
      afterId = last.id;
    }
  }

  private async closeThoseOver(now: Date): Promise<void> {
    let afterId = "";
    for (;;) {
      const alerts = await this.store.database.getRepository(Alert).find({
        where: { id: MoreThan(afterId), kind: In([...KINDS]), status: Not("CLOSED") },
        order: { id: "ASC" },
        take: KEYS_PER_PAGE,
      });
      const keys = await this.findKeys(alerts.map(({ apiKeyId }) => apiKeyId ?? ""));
      const ends = alerts.flatMap((alert): AlertEnd[] => {
        const reason = keyAgeEnd(alert, keys.get(alert.apiKeyId ?? "") ?? null, now);
        return reason === null ? [] : [{ id: alert.id, reason }];
      });
      await this.store.close(ends);
      const last = alerts.at(-1);
      if (!last || alerts.length < KEYS_PER_PAGE) return;
      afterId = last.id;
    }
  }

  private async findKeys(ids: readonly string[]): Promise<Map<string, ApiKey>> {
    const keys = await this.store.database
      .getRepository(ApiKey)
      .findBy({ id: In([...new Set(ids)]) });
    return new Map(keys.map((key) => [key.id, key]));
  }
}

/** Why an alert about a key's age is over; null while it holds. Pure. */
export function keyAgeEnd(
  alert: Pick<Alert, "kind" | "identity" | "lastSeenAt">,
  key: AgingKey | null,
  now: Date,
): AlertClosedReason | null {
  const findings = key ? findKeyAges(key, now) : [];
  const same = findings.find((finding) => writeIdentity(finding) === alert.identity);
  // A later one of the same identity is another: the key was used, or got a secret, in between.
  if (same && same.lastSeenAt <= alert.lastSeenAt) return null;
  if (!key || statusOf(key, now) !== "ACTIVE") return "STOPPED";
  if (!same && findings.some(({ kind }) => kind === alert.kind)) return "SUPERSEDED";
  return alert.kind === "ROTATION_OVERDUE" ? "ROTATED" : "USED";
}
