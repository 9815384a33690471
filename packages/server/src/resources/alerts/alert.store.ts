import { alertSeverity } from "@latchkey/shared";
import { type DataSource, In, Not } from "typeorm";
import type { Clock } from "../../base/clock.js";
import { inBatches } from "../../base/in-batches.js";
import { isDuplicate } from "../../database/failures.js";
import { newId } from "../../database/new-id.js";
import { ApiKey } from "../api-keys/api-key.entity.js";
import { Alert } from "./alert.entity.js";
import { alertFacts } from "./alert-facts.js";
import { type AlertEnd, type AlertFinding, writeIdentity } from "./alert-finding.js";

/** Most identities that are looked up at once. */
const LOOKED_UP_MAX = 500;

/** What is called after each alert that was opened or closed; the one place to carry alerts outward from. */
export type AlertListener = (alert: Alert) => void;

/**
 * The one place that opens and closes alerts. Of an identity at most one alert is not closed; two
 * replicas that find the same thing at once meet at the index over identity and episode.
 */
export class AlertStore {
  constructor(
    readonly database: DataSource,
    private readonly clock: Clock,
    private readonly onChange: AlertListener = () => undefined,
  ) {}

  /** Tells of what was found, once: an alert that is not closed is brought up to date instead. Returns how many were opened. */
  async keep(findings: readonly AlertFinding[]): Promise<number> {
    let opened = 0;
    for (const some of inBatches(findings, LOOKED_UP_MAX)) {
      const latest = await this.findLatest(some.map(writeIdentity));
      for (const finding of some) {
        if (await this.keepOne(finding, latest)) opened += 1;
      }
    }
    return opened;
  }

  /** The alert of each of these identities that is not closed. */
  async findStanding(identities: readonly string[]): Promise<Map<string, Alert>> {
    const found = new Map<string, Alert>();
    for (const some of inBatches(identities, LOOKED_UP_MAX)) {
      for (const [identity, alert] of await this.findLatest(some)) {
        if (alert.status !== "CLOSED") found.set(identity, alert);
      }
    }
    return found;
  }

  /** Closes alerts, acknowledged or not; one that somebody else closed meanwhile is left as it is. Returns how many were closed. */
  async close(ends: readonly AlertEnd[]): Promise<number> {
    let closed = 0;
    for (const { id, reason } of ends) {
      const alerts = this.database.getRepository(Alert);
      const { affected } = await alerts.update(
        { id, status: Not("CLOSED") },
        { status: "CLOSED", closedAt: this.clock.now(), closedReason: reason },
      );
      if (affected !== 1) continue;
      closed += 1;
      this.onChange(await alerts.findOneByOrFail({ id }));
    }
    return closed;
  }

  private async keepOne(finding: AlertFinding, latest: Map<string, Alert>): Promise<boolean> {
    const identity = writeIdentity(finding);
    const before = latest.get(identity);
    if (before && before.status !== "CLOSED") {
      await this.refresh(before, finding);
      return false;
    }
    // What began while the last alert told of it was told; rows that come late make it longer.
    const startedAt = finding.startedAt ?? finding.lastSeenAt;
    if (before && startedAt <= before.lastSeenAt) return false;
    const alert = await this.open(finding, identity, (before?.episode ?? 0) + 1);
    if (alert) latest.set(identity, alert);
    return alert !== null;
  }

  private async open(
    finding: AlertFinding,
    identity: string,
    episode: number,
  ): Promise<Alert | null> {
    const now = this.clock.now();
    const { workspaceId, apiKeyId, kind, subject, lastSeenAt, count } = finding;
    const alert = this.database.getRepository(Alert).create({
      id: newId(now),
      workspaceId,
      apiKeyId,
      campaignId: await this.campaignOf(apiKeyId),
      kind,
      subject,
      identity,
      episode,
      severity: alertSeverity(kind, subject),
      status: "OPEN",
      openedAt: now,
      lastSeenAt,
      count,
      facts: alertFacts(finding.facts),
    });
    try {
      await this.database.getRepository(Alert).insert(alert);
    } catch (error) {
      if (isDuplicate(error)) return null;
      throw error;
    }
    this.onChange(alert);
    return alert;
  }

  private async campaignOf(apiKeyId: string | null): Promise<string | null> {
    if (apiKeyId === null) return null;
    const key = await this.database.getRepository(ApiKey).findOneBy({ id: apiKeyId });
    return key?.campaignId ?? null;
  }

  /** The numbers it was told by stay; how long it went on and what it came to grow. */
  private async refresh(alert: Alert, finding: AlertFinding): Promise<void> {
    const lastSeenAt = later(alert.lastSeenAt, finding.lastSeenAt);
    const count = Math.max(alert.count, finding.count);
    const { to } = finding.facts;
    const facts = to && alert.facts.to ? { ...alert.facts, to: later(alert.facts.to, to) } : null;
    const isSame =
      lastSeenAt.getTime() === alert.lastSeenAt.getTime() &&
      count === alert.count &&
      (!facts || facts.to.getTime() === alert.facts.to?.getTime());
    if (isSame) return;
    Object.assign(alert, { lastSeenAt, count, ...(facts ? { facts } : {}) });
    await this.database
      .getRepository(Alert)
      .update({ id: alert.id }, { lastSeenAt, count, facts: alert.facts });
  }

  /** The newest alert of each identity that has one. */
  private async findLatest(identities: readonly string[]): Promise<Map<string, Alert>> {
    const alerts = await this.database
      .getRepository(Alert)
      .find({ where: { identity: In([...identities]) }, order: { episode: "ASC" } });
    return new Map(alerts.map((alert) => [alert.identity, alert]));
  }
}

function later(one: Date, other: Date): Date {
  return one > other ? one : other;
}
