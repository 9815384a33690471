import { DEFAULT_RATE_LIMIT_MAX, type Expiration, scopesOfRole } from "@latchkey/shared";
import { type KeyRecord, KeyRecords } from "../../dist/admission/key-record.js";
import type { SessionActor } from "../../dist/base/actor.js";
import { ApiError } from "../../dist/base/api-error.js";
import type { ApiKey } from "../../dist/resources/api-keys/api-key.entity.js";
import { judgeKey } from "../../dist/resources/api-keys/key-verdict.js";
import { createServices, type Services } from "../../dist/services.js";
import type { KeyStep, KeyView, SeenVersion } from "./key-model.js";
import type { TestServer } from "./test-server.js";
import type { TestWorkspace } from "./test-workspace.js";

const ADDRESS = "192.0.2.1";

/** A key in the database, acted on through the services, at a time of its own. */
export class RealKey {
  private readonly secrets: string[] = [];

  private constructor(
    private readonly services: Services,
    private readonly records: KeyRecords,
    private readonly workspace: TestWorkspace,
    private readonly now: () => number,
    private readonly id: string,
    secret: string,
  ) {
    this.secrets.push(secret);
  }

  static async create(
    server: TestServer,
    workspace: TestWorkspace,
    now: () => number,
    expiration: Expiration,
  ): Promise<RealKey> {
    const { database, config } = server;
    const peppers = config.peppers ?? [];
    const clock = { now: () => new Date(now()) };
    const { keyPrefix } = config;
    const announce = () => Promise.resolve();
    const foundations = { database, redis: null, clock, peppers, keyPrefix, announce };
    const services = createServices(foundations, () => []);
    const records = new KeyRecords(database, services.hasher);
    const { apiKey, secret } = await services.apiKeys.create(adminOf(workspace, clock.now()), {
      name: "Key",
      environment: "LIVE",
      scopes: ["leads:read"],
      expiration,
    });
    return new RealKey(services, records, workspace, now, apiKey.id, secret);
  }

  /** Does a step, and says how it was answered. */
  async step(step: KeyStep): Promise<string> {
    try {
      await this.perform(step);
      return "OK";
    } catch (error) {
      if (error instanceof ApiError) return error.code;
      throw error;
    }
  }

  /** How the key is seen now: through the service, and by what each of its secrets opens. */
  async view(): Promise<KeyView> {
    const key = await this.find();
    const records = await this.records.findBySecrets(this.secrets);
    return {
      status: key ? this.services.apiKeys.statusOf(key) : "GONE",
      version: key?.version ?? null,
      works: records.map((record) => this.opens(record)),
    };
  }

  private async perform(step: KeyStep): Promise<unknown> {
    const { id, services, actor } = this;
    const { apiKeyLifecycle } = services;
    switch (step.do) {
      case "wait":
        return undefined;
      case "activate":
      case "deactivate":
      case "revoke":
        return apiKeyLifecycle[step.do](actor, id);
      case "delete":
        return apiKeyLifecycle.delete(actor, id, null);
      case "edit": {
        const version = await this.seenVersion(step.from);
        return services.apiKeys.update(actor, { id, name: "Edited", version });
      }
      case "rotate": {
        const version = await this.seenVersion(step.from);
        const { overlapSeconds } = step;
        const issued = await apiKeyLifecycle.rotate(actor, { id, overlapSeconds, version });
        return this.secrets.push(issued.secret);
      }
      case "close":
        return apiKeyLifecycle.closeSecret(actor, await this.secretId(step.secret));
      case "extend": {
        const secretId = await this.secretId(step.secret);
        return apiKeyLifecycle.extendSecret(actor, secretId, step.seconds);
      }
    }
  }

  private opens(record: KeyRecord | null): boolean {
    return record !== null && judgeKey(record, new Date(this.now()), ADDRESS) === null;
  }

  private async seenVersion(seen: SeenVersion): Promise<number | null> {
    const version = (await this.find())?.version ?? 1;
    return seen === "none" ? null : seen === "present" ? version : version - 1;
  }

  private async secretId(index: number): Promise<string> {
    const secret = this.secrets[index % this.secrets.length] ?? "";
    return (await this.records.findBySecret(secret))?.secret.id ?? "";
  }

  private async find(): Promise<ApiKey | null> {
    return this.services.apiKeys.find(this.actor, this.id);
  }

  /** A request's caller: new each time, for what was read for one request is of that request. */
  private get actor(): SessionActor {
    return adminOf(this.workspace, new Date(this.now()));
  }
}

function adminOf({ id, slug, admin }: TestWorkspace, arrivedAt: Date): SessionActor {
  return {
    kind: "session",
    address: ADDRESS,
    arrivedAt,
    workspace: { id, slug, name: slug, rateLimitMax: DEFAULT_RATE_LIMIT_MAX },
    scopes: new Set(scopesOfRole("ADMIN", false)),
    campaignId: null,
    user: { ...admin.user, role: "ADMIN" },
  };
}
