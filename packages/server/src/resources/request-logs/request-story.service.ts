import { effectiveScopes } from "@latchkey/shared";
import { type DataSource, Equal, In, IsNull, Or } from "typeorm";
import { type Actor, isPlatformAdmin, workspaceIdOf } from "../../base/actor.js";
import { notFound } from "../../base/api-error.js";
import { CallerLoader } from "../../base/caller-loader.js";
import type { Clock } from "../../base/clock.js";
import { ApiKey } from "../api-keys/api-key.entity.js";
import { User } from "../users/user.entity.js";
import { Member } from "../workspaces/member.entity.js";
import { RequestLog } from "./request-log.entity.js";
import { type PresentKey, requestStory } from "./request-story.js";
import type { StoryStep } from "./request-story.payloads.js";

/** Tells what became of one request, check by check, and what would have let it pass. */
export class RequestStoryService {
  private readonly loader: CallerLoader<PresentKey & { readonly id: string }>;

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {
    this.loader = new CallerLoader((actor, ids) => this.listKeys(actor, ids));
  }

  /** One request; 404 when there is none that the caller may see. Who runs the platform sees nobody's, too. */
  async get(actor: Actor, id: string): Promise<RequestLog> {
    const workspaceId = Equal(workspaceIdOf(actor));
    const log = await this.database.getRepository(RequestLog).findOneBy({
      id,
      workspaceId: isPlatformAdmin(actor) ? Or(workspaceId, IsNull()) : workspaceId,
      ...(actor.campaignId === null ? {} : { campaignId: actor.campaignId }),
    });
    if (!log) throw notFound("request");
    return log;
  }

  /** Its checks in order; those of a whole page of requests cost three statements. */
  async story(actor: Actor, log: RequestLog): Promise<StoryStep[]> {
    const isAboutKey = log.failedCheck && log.apiKeyId;
    const key = isAboutKey ? await this.loader.load(actor, log.apiKeyId ?? "") : null;
    return requestStory(log, key, this.clock.now());
  }

  /** The keys of requests that the caller may see, deleted ones too: that a key is gone is part of the story. */
  private async listKeys(
    actor: Actor,
    ids: readonly string[],
  ): Promise<Array<PresentKey & { id: string }>> {
    const workspaceId = workspaceIdOf(actor);
    const keys = await this.database
      .getRepository(ApiKey)
      .createQueryBuilder("apiKey")
      .where({ id: In([...ids]), workspaceId })
      .useIndex("PRIMARY")
      .getMany();
    const ownerIds = In(keys.map(({ ownerId }) => ownerId));
    const [members, users] = [
      await this.database.getRepository(Member).findBy({ workspaceId, userId: ownerIds }),
      await this.database.getRepository(User).findBy({ id: ownerIds }),
    ];
    return keys.map((key) => {
      const role = members.find(({ userId }) => userId === key.ownerId)?.role ?? null;
      const isAdmin = users.find(({ id }) => id === key.ownerId)?.isPlatformAdmin ?? false;
      return {
        ...key,
        secretClosesAt: null,
        ipAllowlist: key.ipAllowlist ?? [],
        effectiveScopes: new Set(effectiveScopes(key.scopes, role, isAdmin)),
      };
    });
  }
}
