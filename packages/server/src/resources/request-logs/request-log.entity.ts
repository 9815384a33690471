import type { ErrorCode, KeyEnvironment, RequestCheckName } from "@latchkey/shared";
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
  failedCheckMax: 20,
  scopesMax: 600,
} as const;

/**
 * One answered request that came with a key, or with something meant to be one; or the refusal of one
 * that should have. What is optional is missing in records of before it was kept.
 */
@RequiresScope("logs:read")
@ObjectType({ description: "One answered request that came with a key.", simpleResolvers: true })
@Entity("request_logs")
@Index("request_logs_by_workspace", ["workspaceId", "id"])
@Index("request_logs_by_key", ["workspaceId", "apiKeyId", "id"])
export class RequestLog {
  /** Begins with the instant of arrival, so that a span of time is a range of ids; see first-id-of.ts. */
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

  @Field(() => String, {
    nullable: true,
    description: "The name of the check that it did not pass, as `story` has it.",
  })
  @TextColumn(REQUEST_LOG_LIMITS.failedCheckMax, { nullable: true })
  failedCheck?: RequestCheckName | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Units of the key's rate limits that it cost, or would have cost where they were full; null when it did not come to that.",
  })
  @Column({ type: "integer", nullable: true })
  units?: number | null;

  /** After how long the same request would have found room; null where nothing was full, or for ever. */
  @Column({ type: "integer", nullable: true })
  retryAfterSeconds?: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "From arrival until the operation began to run or was refused, in milliseconds: credentials, body, document, limits, scopes.",
  })
  @Column({ type: "double", nullable: true })
  admissionMs?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "How long the operation ran, in milliseconds; null when nothing of it did.",
  })
  @Column({ type: "double", nullable: true })
  executionMs?: number | null;

  /** With commas between, in the scope table's order; null when the operation was not read. */
  @TextColumn(REQUEST_LOG_LIMITS.scopesMax, { nullable: true })
  scopesNeeded?: string | null;

  /** The fewest scopes that include all that the key could do, with commas between; null without a key. */
  @TextColumn(REQUEST_LOG_LIMITS.scopesMax, { nullable: true })
  scopesHeld?: string | null;
}

/** A page of request logs. */
export const RequestLogConnection = connectionOf(RequestLog, "logs:read");
