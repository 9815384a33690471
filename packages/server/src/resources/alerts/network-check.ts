import { ALERT_THRESHOLDS } from "@latchkey/shared";
import { In, LessThan, MoreThan, Not } from "typeorm";
import { ApiKey } from "../api-keys/api-key.entity.js";
import { KeyNetwork } from "../request-logs/key-network.entity.js";
import { Alert } from "./alert.entity.js";
import type { AlertStore } from "./alert.store.js";
import type { AlertCheck } from "./alert-watch.js";
import { findNewNetwork, networkEnd, seenAgain } from "./new-networks.js";

const DAY_MS = 86_400_000;
/** Networks that are looked at in one go. */
const NETWORKS_MAX = 500;
const ALERTS_PER_PAGE = 500;
/** What became known later than this is history, and no alert. */
const LATE_MAX_MS = DAY_MS;

/** Looks at networks that keys begin to be used from. Each is marked as new until it was looked at, so that none is missed. */
export class NetworkCheck implements AlertCheck {
  constructor(private readonly store: AlertStore) {}

  async run(now: Date): Promise<void> {
    for (;;) {
      const appeared = await this.networks.find({ where: { isNew: true }, take: NETWORKS_MAX });
      await this.look(appeared, now);
      for (const { apiKeyId, network } of appeared) {
        await this.networks.update({ apiKeyId, network }, { isNew: false });
      }
      if (appeared.length < NETWORKS_MAX) break;
    }
    await this.goOn(now);
    const { memoryDays } = ALERT_THRESHOLDS.network;
    const forgotten = new Date(now.getTime() - memoryDays * DAY_MS);
    await this.networks.delete({ lastSeenAt: LessThan(forgotten) });
  }

  private get networks() {
    return this.store.database.getRepository(KeyNetwork);
  }

  private async look(appeared: readonly KeyNetwork[], now: Date): Promise<void> {
    const news = appeared.filter(
      ({ firstSeenAt }) => now.getTime() - firstSeenAt.getTime() < LATE_MAX_MS,
    );
    const ids = news.map(({ apiKeyId }) => apiKeyId);
    const keys = await this.findKeys(ids);
    const known = await this.networks.findBy({ apiKeyId: In(ids) });
    await this.store.keep(
      news.flatMap((network) => {
        const key = keys.get(network.apiKeyId);
        const others = known.filter(({ apiKeyId }) => apiKeyId === network.apiKeyId);
        const finding = key && findNewNetwork(key, network, others);
        return finding ? [finding] : [];
      }),
    );
  }

  /** Brings alerts up to what was seen since, and closes those that are over. */
  private async goOn(now: Date): Promise<void> {
    let afterId = "";
    for (;;) {
      const alerts = await this.store.database.getRepository(Alert).find({
        where: { id: MoreThan(afterId), kind: "NEW_NETWORK", status: Not("CLOSED") },
        order: { id: "ASC" },
        take: ALERTS_PER_PAGE,
      });
      const ids = alerts.map(({ apiKeyId }) => apiKeyId ?? "");
      const keys = await this.findKeys(ids);
      const seen = await this.networks.findBy({ apiKeyId: In(ids) });
      for (const alert of alerts) {
        const key = keys.get(alert.apiKeyId ?? "") ?? null;
        const network = seen.find(
          ({ apiKeyId, network }) => apiKeyId === alert.apiKeyId && network === alert.subject,
        );
        const lastSeenAt = network?.lastSeenAt ?? alert.lastSeenAt;
        const reason = networkEnd({ ...alert, lastSeenAt }, key, now);
        if (key && network) await this.store.keep([seenAgain(key, network)]);
        if (reason === null) continue;
        await this.store.close([{ id: alert.id, reason }]);
        // Nobody has said that they know it: with its new secret the key is new there again.
        const isStranger = reason === "ROTATED" && alert.status === "OPEN";
        if (network && isStranger) await this.networks.delete(pick(network));
      }
      const last = alerts.at(-1);
      if (!last || alerts.length < ALERTS_PER_PAGE) return;
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

function pick({ apiKeyId, network }: KeyNetwork) {
  return { apiKeyId, network };
}
