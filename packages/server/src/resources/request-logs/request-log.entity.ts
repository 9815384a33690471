import type { ErrorCode, KeyEnvironment } from "@latchkey/shared";
import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { connectionOf } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn } from "../../database/columns.js";

/** Longest texts kept of a request, in characters; longer ones are cut. */
export const REQUEST_LOG_LIMITS = {
  operationNameMax: 100,
  rootFieldsMax: 500,
  reasonMax: 200,
  userAgentMax: 300,
} as const;

/** One answered request that came with a key, or with something meant to be one. */
@RequiresScope("logs:read")
@ObjectType({ description: "One answered request that came with a key.", simpleResolvers: true })
@Entity("request_logs")
@Index("request_logs_workspace", ["workspaceId", "id"])
@Index("request_logs_workspace_at", ["workspaceId", "at"])
@Index("request_logs_key", ["workspaceId", "apiKeyId", "id"])
@Index("request_logs_at", ["at"])
export class RequestLog {
  @Field(() => ID, { description: "The answer's `X-Request-Id`." })
  @IdColumn()
  id!: string;

  @Field(() => Date, { description: "When the request arrived." })
  @InstantColumn()
  at!: Date;

  /** Null when the key is unknown: nobody's row. */
  @ReferenceColumn({ nullable: true })
  workspaceId!: string | null;

  @ReferenceColumn({ nullable: true })
  apiKeyId!: string | null;

  @TextColumn(4, { nullable: true })
  environment!: KeyEnvironment | null;

  /** The campaign the key is limited to. */
  @ReferenceColumn({ nullable: true })
  campaignId!: string | null;

  @Field(() => String, { nullable: true })
  @TextColumn(REQUEST_LOG_LIMITS.operationNameMax, { nullable: true })
  operationName!: string | null;

  @Field(() => String, { nullable: true, description: "`query` or `mutation`." })
  @TextColumn(12, { nullable: true })
  operationType!: string | null;

  @Field(() => [String], { description: "The root fields the operation selects, without aliases." })
  @Column({ type: "simple-array" })
  rootFields!: string[];

  @Field(() => String, { description: "The HTTP method." })
  @TextColumn(10)
  method!: string;

  @Field(() => String, { description: "The path, without its query string." })
  @TextColumn(100)
  endpoint!: string;

  @Field(() => Int, { description: "The answer's HTTP status." })
  @Column({ type: "integer" })
  statusCode!: number;

  @Field(() => String, { nullable: true, description: "The first error's `extensions.code`." })
  @TextColumn(40, { nullable: true })
  errorCode!: ErrorCode | null;

  @Field(() => String, {
    nullable: true,
    description: "The true reason of a refusal; the caller was told less.",
  })
  @TextColumn(REQUEST_LOG_LIMITS.reasonMax, { nullable: true })
  reason!: string | null;

  @Field(() => Float, { description: "From arrival to answer, in milliseconds." })
  @Column({ type: "double" })
  durationMs!: number;

  @Field(() => String, { nullable: true, description: "The client's address." })
  @TextColumn(45, { nullable: true })
  ip!: string | null;

  @Field(() => String, { nullable: true })
  @TextColumn(REQUEST_LOG_LIMITS.userAgentMax, { nullable: true })
  userAgent!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The refusal's `extensions.decisionId`; null when nothing was refused.",
  })
  @ReferenceColumn({ nullable: true })
  decisionId!: string | null;
}

/** A page of request logs. */
export const RequestLogConnection = connectionOf(RequestLog, "logs:read");
