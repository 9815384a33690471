import { Args, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { ApiKey } from "../api-keys/api-key.entity.js";
import { RECENT_CLIENTS_MAX, RecentClient, RecentClientsArgs } from "./recent-clients.inputs.js";
import { RecentClientsService } from "./recent-clients.service.js";

/** Who uses a key. */
@Resolver(() => ApiKey)
export class RecentClientsResolver {
  constructor(private readonly service: RecentClientsService) {}

  @RequiresScope("logs:read")
  @FieldResolver(() => [RecentClient], {
    description: `The addresses and programs that sent requests with the key, the newest first, at most ${RECENT_CLIENTS_MAX}; \`recentClientCount\` says how many there are.`,
  })
  async recentClients(
    @Caller() actor: Actor,
    @Root() key: ApiKey,
    @Args(() => RecentClientsArgs) { days }: RecentClientsArgs,
  ): Promise<readonly RecentClient[]> {
    return (await this.service.find(actor, key.id, days)).clients;
  }

  @RequiresScope("logs:read")
  @FieldResolver(() => Int, {
    description: "How many addresses and programs there are behind `recentClients`, told or not.",
  })
  async recentClientCount(
    @Caller() actor: Actor,
    @Root() key: ApiKey,
    @Args(() => RecentClientsArgs) { days }: RecentClientsArgs,
  ): Promise<number> {
    return (await this.service.find(actor, key.id, days)).total;
  }
}
