import {
  ALERT_LIMITS,
  type AlertClosedReason,
  type AlertKind,
  type AlertSeverity,
  type AlertStatus,
} from "@latchkey/shared";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { connectionOf } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn } from "../../database/columns.js";
import {
  AlertClosedReasonEnum,
  AlertKindEnum,
  AlertSeverityEnum,
  AlertStatusEnum,
} from "./alert-enums.js";
import { AlertFacts, AlertFactsColumn } from "./alert-facts.js";

/** One thing to look at: told once, until it is over. */
@RequiresScope("logs:read")
@ObjectType({
  description: "One thing to look at: told once, until it is over.",
  simpleResolvers: true,
})
@Entity("alerts")
@Index("alerts_episode", ["identity", "episode"], { unique: true })
@Index("alerts_workspace", ["workspaceId", "id"])
@Index("alerts_status", ["workspaceId", "status", "id"])
@Index("alerts_key", ["apiKeyId", "id"])
@Index("alerts_closed", ["status", "closedAt"])
export class Alert {
  @Field(() => ID)
  @IdColumn()
  id!: string;

  /** Null for what concerns no workspace's key: only platform admins see it. */
  @ReferenceColumn({ nullable: true })
  workspaceId!: string | null;

  @Field(() => ID, { nullable: true, description: "The key it is about; also of a deleted one." })
  @ReferenceColumn({ nullable: true })
  apiKeyId!: string | null;

  /** The campaign that the key is limited to. */
  @ReferenceColumn({ nullable: true })
  campaignId!: string | null;

  @Field(() => AlertKindEnum)
  @TextColumn(40)
  kind!: AlertKind;

  @Field(() => AlertSeverityEnum)
  @TextColumn(10)
  severity!: AlertSeverity;

  @Field(() => String, {
    description:
      "What it is about beside the key: an address, a network, a number of days; empty for nothing else.",
  })
  @TextColumn(60)
  subject!: string;

  /** Workspace, kind, key and subject; see alert-identity.ts. */
  @TextColumn(190)
  identity!: string;

  /** How often it has come back, from 1: an identity has one alert that is not closed. */
  @Column({ type: "integer" })
  episode!: number;

  @Field(() => AlertStatusEnum)
  @TextColumn(12)
  status!: AlertStatus;

  @Field(() => Date, { description: "When it was told." })
  @InstantColumn()
  openedAt!: Date;

  @Field(() => Date, { description: "When what it tells of last happened, as far as is known." })
  @InstantColumn()
  lastSeenAt!: Date;

  @Field(() => Int, {
    description: "How many requests it has come to; 0 where it is about none.",
  })
  @Column({ type: "integer" })
  count!: number;

  @Field(() => AlertFacts)
  @AlertFactsColumn()
  facts!: AlertFacts;

  @Field(() => Date, { nullable: true })
  @InstantColumn({ nullable: true })
  acknowledgedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: "Who acknowledged it: the person's e-mail or the key's name, as it was then.",
  })
  @TextColumn(254, { nullable: true })
  acknowledgedBy!: string | null;

  @Field(() => String, { nullable: true, description: "What they noted." })
  @TextColumn(ALERT_LIMITS.noteMax, { nullable: true })
  note!: string | null;

  @Field(() => Date, { nullable: true })
  @InstantColumn({ nullable: true })
  closedAt!: Date | null;

  @Field(() => AlertClosedReasonEnum, { nullable: true })
  @TextColumn(20, { nullable: true })
  closedReason!: AlertClosedReason | null;
}

/** A page of alerts. */
export const AlertConnection = connectionOf(Alert, "logs:read");
