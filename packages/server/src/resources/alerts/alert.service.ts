import { type AlertStatus, alertNoteProblems, alertTitle, tidyText } from "@latchkey/shared";
import { type DataSource, In, Not, type SelectQueryBuilder } from "typeorm";
import { type Actor, isPlatformAdmin, workspaceIdOf } from "../../base/actor.js";
import { ApiError, assertNoProblems, changedMeanwhile, notFound } from "../../base/api-error.js";
import { CallerLoader } from "../../base/caller-loader.js";
import type { Clock } from "../../base/clock.js";
import { isGiven } from "../../base/is-given.js";
import type { Connection } from "../../base/page.js";
import { inTransaction } from "../../database/in-transaction.js";
import { paginate } from "../../database/paginate.js";
import type { AuditTrail } from "../audit/audit-trail.js";
import { Alert } from "./alert.entity.js";
import type { AcknowledgeAlertInput, ListAlertsArgs } from "./alert.inputs.js";

const OF_KEY_MAX = 20;

/** A key's alerts that are not closed. */
interface AlertsOfKey {
  readonly id: string;
  readonly alerts: readonly Alert[];
}

/** Lists alerts, and keeps that somebody knows of one; `AlertStore` opens and closes them. */
export class AlertService {
  private readonly loader = new CallerLoader((actor, ids) => this.listOfKeys(actor, ids));

  constructor(
    private readonly database: DataSource,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The workspace's alerts under the filter, newest first; a campaign-limited key sees its campaign's. */
  async list(actor: Actor, args: ListAlertsArgs): Promise<Connection<Alert>> {
    const { status, kind, severity, apiKeyId } = args.filter ?? {};
    const query = this.query(actor);
    if (isGiven(status)) query.andWhere({ status });
    if (isGiven(kind)) query.andWhere({ kind });
    if (isGiven(severity)) query.andWhere({ severity });
    if (isGiven(apiKeyId)) query.andWhere({ apiKeyId });
    return paginate(query, args);
  }

  /** One alert; 404 when there is none that the caller may see. */
  async get(actor: Actor, id: string): Promise<Alert> {
    const alert = await this.query(actor).andWhere({ id }).getOne();
    if (!alert) throw notFound("alert");
    return alert;
  }

  /** What is to be looked at of a key. */
  async listOfKey(actor: Actor, apiKeyId: string): Promise<readonly Alert[]> {
    return (await this.loader.load(actor, apiKeyId))?.alerts ?? [];
  }

  /** Keeps that somebody knows. Of two at once the first one's name stays; a closed alert is a 409. */
  async acknowledge(actor: Actor, input: AcknowledgeAlertInput): Promise<Alert> {
    assertNoProblems(alertNoteProblems(input.note));
    const note = tidyText(input.note);
    const alert = await this.get(actor, input.id);
    if (alert.status === "CLOSED") throw isOver();
    const acknowledged = {
      status: "ACKNOWLEDGED" as AlertStatus,
      acknowledgedAt: alert.acknowledgedAt ?? this.clock.now(),
      acknowledgedBy: alert.acknowledgedBy ?? nameOf(actor),
      note: note ?? alert.note,
    };
    if (alert.status === "ACKNOWLEDGED" && acknowledged.note === alert.note) return alert;
    await inTransaction(this.database, async (manager) => {
      const { affected } = await manager.update(
        Alert,
        { id: alert.id, status: alert.status },
        acknowledged,
      );
      if (affected !== 1) throw changedMeanwhile("alert");
      await this.audit.record(manager, actor, {
        workspaceId: workspaceIdOf(actor),
        action: "acknowledgeAlert",
        subjectKind: "alert",
        subjectId: alert.id,
        subjectName: alertTitle({ ...alert, ...alert.facts }).slice(0, 200),
        before: { status: alert.status, note: alert.note },
        after: { status: acknowledged.status, note: acknowledged.note, kind: alert.kind },
      });
    });
    return { ...alert, ...acknowledged };
  }

  /** The alerts that the caller may see. */
  private query(actor: Actor): SelectQueryBuilder<Alert> {
    const query = this.database.getRepository(Alert).createQueryBuilder("alert");
    const workspaceId = workspaceIdOf(actor);
    if (isPlatformAdmin(actor)) {
      query.where("(alert.workspaceId = :workspaceId OR alert.workspaceId IS NULL)", {
        workspaceId,
      });
    } else {
      query.where("alert.workspaceId = :workspaceId", { workspaceId });
    }
    const { campaignId } = actor;
    return campaignId === null ? query : query.andWhere({ campaignId });
  }

  private async listOfKeys(actor: Actor, ids: readonly string[]): Promise<AlertsOfKey[]> {
    const alerts = await this.query(actor)
      .andWhere({ apiKeyId: In([...ids]), status: Not("CLOSED") })
      .orderBy("alert.id", "DESC")
      .getMany();
    return ids.map((id) => ({
      id,
      alerts: alerts.filter(({ apiKeyId }) => apiKeyId === id).slice(0, OF_KEY_MAX),
    }));
  }
}

function isOver(): ApiError {
  return new ApiError("CONFLICT", { message: "The alert has closed by itself; it is over." });
}

function nameOf(actor: Actor): string {
  if (actor.kind === "anonymous") throw new ApiError("UNAUTHENTICATED");
  return actor.kind === "session" ? actor.user.email : actor.apiKey.name;
}
