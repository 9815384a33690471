import { type DataSource, type FindOperator, In, IsNull, MoreThan, Not } from "typeorm";
import { type Actor, isPlatformAdmin } from "../../base/actor.js";
import { ApiError } from "../../base/api-error.js";
import type { Clock } from "../../base/clock.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { ApiKeySecret } from "./api-key-secret.entity.js";
import type { KeyHasher } from "./key-hasher.js";
import type { PepperStatus } from "./pepper.payloads.js";

/** How far the secrets have moved to the newest pepper. */
export class PepperService {
  constructor(
    private readonly database: DataSource,
    private readonly hasher: KeyHasher,
    private readonly clock: Clock,
  ) {}

  /** Each configured or still needed pepper, newest first; platform admins only. */
  async list(actor: Actor): Promise<PepperStatus[]> {
    if (!isPlatformAdmin(actor)) throw new ApiError("FORBIDDEN");
    return this.count();
  }

  /**
   * How many working secrets each pepper still verifies, and whether the audit log needs it; one that
   * is neither the first nor needed can be dropped.
   */
  async count(): Promise<PepperStatus[]> {
    const configured = this.hasher.versions;
    const statuses = await Promise.all(
      configured.map(async (version, index) => ({
        version,
        ...(await this.countNeeds(version)),
        isFirst: index === 0,
        isConfigured: true,
      })),
    );
    const lost = await this.countNeeds(Not(In([...configured])));
    return lost.secrets === 0 && !lost.isNeededForAuditLog
      ? statuses
      : [...statuses, { version: null, ...lost, isFirst: false, isConfigured: false }];
  }

  private async countNeeds(
    version: number | FindOperator<number>,
  ): Promise<Pick<PepperStatus, "secrets" | "isNeededForAuditLog">> {
    const events = this.database.getRepository(AuditEvent);
    return {
      secrets: await this.countWorking(version),
      isNeededForAuditLog: await events.existsBy({ keyVersion: version }),
    };
  }

  private countWorking(pepperVersion: number | FindOperator<number>): Promise<number> {
    // An expired key never works again: its secret would wait for ever.
    const stillToCome = [IsNull(), MoreThan(this.clock.now())];
    return this.database.getRepository(ApiKeySecret).count({
      where: stillToCome.flatMap((closesAt) =>
        stillToCome.map((expiresAt) => ({
          pepperVersion,
          closesAt,
          apiKey: { revokedAt: IsNull(), deletedAt: IsNull(), expiresAt },
        })),
      ),
    });
  }
}
