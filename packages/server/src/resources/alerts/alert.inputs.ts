import {
  ALERT_LIMITS,
  type AlertKind,
  type AlertSeverity,
  type AlertStatus,
} from "@latchkey/shared";
import { ArgsType, Field, ID, InputType, ObjectType } from "type-graphql";
import { PageArgs } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { Alert } from "./alert.entity.js";
import { AlertKindEnum, AlertSeverityEnum, AlertStatusEnum } from "./alert-enums.js";

/** Which alerts a list holds. */
@InputType({ description: "Which alerts a list holds; every condition must be met." })
export class AlertFilter {
  @Field(() => AlertStatusEnum, { nullable: true })
  status?: AlertStatus | null;

  @Field(() => AlertKindEnum, { nullable: true })
  kind?: AlertKind | null;

  @Field(() => AlertSeverityEnum, { nullable: true })
  severity?: AlertSeverity | null;

  @Field(() => ID, { nullable: true, description: "Only this key's; none when unknown." })
  apiKeyId?: string | null;
}

/** What `alerts` takes. */
@ArgsType()
export class ListAlertsArgs extends PageArgs {
  @Field(() => AlertFilter, { nullable: true })
  filter?: AlertFilter | null;
}

/** Which alert somebody knows of, and what they say about it. */
@InputType()
export class AcknowledgeAlertInput {
  @Field(() => ID)
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: `What is behind it or what was done, for others; up to ${ALERT_LIMITS.noteMax} characters.`,
  })
  note?: string | null;
}

/** The acknowledged alert. */
@RequiresScope("credentials:write")
@ObjectType({ simpleResolvers: true })
export class AcknowledgeAlertPayload {
  @Field(() => Alert)
  alert!: Alert;
}
