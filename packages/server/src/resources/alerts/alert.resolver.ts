import { ALERT_KINDS, alertTitle } from "@latchkey/shared";
import { Arg, Args, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import type { Connection } from "../../base/page.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { ApiKey } from "../api-keys/api-key.entity.js";
import { Alert, AlertConnection } from "./alert.entity.js";
import { AcknowledgeAlertInput, AcknowledgeAlertPayload, ListAlertsArgs } from "./alert.inputs.js";
import { AlertService } from "./alert.service.js";
import { AlertRequestFilter, requestFilterOf } from "./alert-facts.js";

/** Alerts over GraphQL. */
@Resolver(() => Alert)
export class AlertResolver {
  constructor(private readonly service: AlertService) {}

  @RequiresScope("logs:read")
  @Query(() => AlertConnection, {
    description:
      "The workspace's alerts under the filter, newest first; a campaign-limited key sees those of its campaign's keys. Platform admins also see those of keys that nobody knows.",
  })
  alerts(
    @Caller() actor: Actor,
    @Args(() => ListAlertsArgs) args: ListAlertsArgs,
  ): Promise<Connection<Alert>> {
    return this.service.list(actor, args);
  }

  @RequiresScope("logs:read")
  @Query(() => Alert, {
    nullable: true,
    description: "One alert; 404 when there is none that the caller may see.",
  })
  alert(@Caller() actor: Actor, @Arg("id", () => ID) id: string): Promise<Alert> {
    return this.service.get(actor, id);
  }

  @RequiresScope("credentials:write")
  @Mutation(() => AcknowledgeAlertPayload, {
    nullable: true,
    description:
      "Says that somebody knows: the alert says no more until it is over and comes back. Acknowledging it again replaces nothing but the note. 404 when there is none that the caller may see, 409 when it has closed.",
  })
  async acknowledgeAlert(
    @Caller() actor: Actor,
    @Arg("input", () => AcknowledgeAlertInput) input: AcknowledgeAlertInput,
  ): Promise<AcknowledgeAlertPayload> {
    return { alert: await this.service.acknowledge(actor, input) };
  }

  @FieldResolver(() => String, { description: "It in a few words, with its own numbers." })
  title(@Root() { kind, subject, facts }: Alert): string {
    return alertTitle({ kind, subject, observed: facts.observed, expected: facts.expected });
  }

  @FieldResolver(() => String, { description: "When its kind is told, and what may be behind it." })
  meaning(@Root() { kind }: Alert): string {
    return ALERT_KINDS[kind].meaning;
  }

  @FieldResolver(() => String, { description: "What to do." })
  advice(@Root() { kind }: Alert): string {
    return ALERT_KINDS[kind].advice;
  }

  @FieldResolver(() => String, { description: "When its kind closes by itself." })
  closes(@Root() { kind }: Alert): string {
    return ALERT_KINDS[kind].closes;
  }

  @FieldResolver(() => Boolean, {
    description: "Whether it is about no workspace's key; only platform admins see such ones.",
  })
  isPlatformWide(@Root() { workspaceId }: Alert): boolean {
    return workspaceId === null;
  }

  @FieldResolver(() => AlertRequestFilter, {
    nullable: true,
    description:
      "Which requests it was told by, as a filter for `requestLogs`; null for a kind that is told by none.",
  })
  requestLogFilter(@Root() alert: Alert): AlertRequestFilter | null {
    return requestFilterOf(alert);
  }
}

/** What is to be looked at of a key. */
@Resolver(() => ApiKey)
export class ApiKeyAlertsResolver {
  constructor(private readonly service: AlertService) {}

  @RequiresScope("logs:read")
  @FieldResolver(() => [Alert], {
    description: "Its alerts that are not closed, newest first, at most 20.",
  })
  alerts(@Caller() actor: Actor, @Root() key: ApiKey): Promise<readonly Alert[]> {
    return this.service.listOfKey(actor, key.id);
  }
}
