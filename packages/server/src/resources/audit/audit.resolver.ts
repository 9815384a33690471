import { Args, Query, Resolver } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import type { Connection } from "../../base/page.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { type FieldNames, RowFields } from "../../base/row-fields.js";
import { AuditVerification, ListAuditEventsArgs } from "./audit.inputs.js";
import { AuditService } from "./audit.service.js";
import { type AuditEvent, AuditEventConnection } from "./audit-event.entity.js";

/** The audit log over GraphQL. */
@Resolver()
export class AuditResolver {
  constructor(private readonly service: AuditService) {}

  @RequiresScope("logs:read")
  @Query(() => AuditEventConnection, {
    description: "Who did what to which key, newest first. 403 for a campaign-limited key.",
  })
  auditEvents(
    @Caller() actor: Actor,
    @Args(() => ListAuditEventsArgs) args: ListAuditEventsArgs,
    @RowFields() fields: FieldNames,
  ): Promise<Connection<AuditEvent>> {
    return this.service.list(actor, args, fields);
  }

  @RequiresScope("logs:read")
  @Query(() => AuditVerification, {
    description:
      "Recomputes the audit log's chain: finds events that were changed, removed, swapped or cut off.",
  })
  auditVerification(@Caller() actor: Actor): Promise<AuditVerification> {
    return this.service.verify(actor);
  }
}
