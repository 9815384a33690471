import { type DataSource, type FindOperator, In, IsNull, MoreThan, Not } from "typeorm";
import { type Actor, isPlatformAdmin } from "../../base/actor.js";
import { ApiError } from "../../base/api-error.js";
import type { Clock } from "../../base/clock.js";
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

  /** How many working secrets each pepper still verifies; one with none but the first can be dropped. */
  async count(): Promise<PepperStatus[]> {
    const configured = this.hasher.versions;
    const statuses = await Promise.all(
      configured.map(async (version, index) => {
        const secrets = await this.countWorking(version);
        return { version, secrets, isFirst: index === 0, isConfigured: true };
      }),
    );
    const lost = await this.countWorking(Not(In([...configured])));
    return lost === 0
      ? statuses
      : [...statuses, { version: null, secrets: lost, isFirst: false, isConfigured: false }];
  }

  private countWorking(pepperVersion: number | FindOperator<number>): Promise<number> {
    const apiKey = { revokedAt: IsNull(), deletedAt: IsNull() };
    return this.database.getRepository(ApiKeySecret).count({
      where: [
        { pepperVersion, closesAt: IsNull(), apiKey },
        { pepperVersion, closesAt: MoreThan(this.clock.now()), apiKey },
      ],
    });
  }
}
