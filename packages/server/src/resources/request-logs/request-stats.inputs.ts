import { ArgsType, Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { Lazy } from "../../base/lazy.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { RequestLogFilter } from "./request-log.inputs.js";

/** Most groups told at once. */
export const GROUPS_MAX = 100;

const ERRORS = "Requests answered with a status of 400 or above, or with an error beside data.";
const P50 = "Median response time in milliseconds, within 2 %; null without requests.";
const P95 =
  "95 of 100 requests took no longer, in milliseconds, within 2 %; null without requests.";
const P99 =
  "99 of 100 requests took no longer, in milliseconds, within 2 %; null without requests.";
const AVERAGE = "Mean response time in milliseconds; null without requests.";
const SUCCESS_RATE = "The share of requests without an error, 0 to 1; null without requests.";

/** What requests are told apart by. */
export enum RequestGroupBy {
  API_KEY = "API_KEY",
  OPERATION = "OPERATION",
  STATUS = "STATUS",
  ERROR_CODE = "ERROR_CODE",
  ADDRESS = "ADDRESS",
}

registerEnumType(RequestGroupBy, {
  name: "RequestGroupBy",
  description: "What requests are told apart by.",
  valuesConfig: {
    OPERATION: {
      description: "The operation's name; for one without a name its first root field.",
    },
    STATUS: { description: "The answer's HTTP status." },
    ADDRESS: { description: "The client's address." },
  },
});

/** What `requestStats` takes. */
@ArgsType()
export class RequestStatsArgs {
  @Field(() => RequestLogFilter, { nullable: true })
  filter?: RequestLogFilter | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Width of a bucket in seconds, 60 to 604800, starting at multiples of it since 1970. Needs `filter.from`; at most 1000 buckets, and 2160 of an hour and more.",
  })
  intervalSeconds?: number | null;
}

/** What `RequestStats.groups` takes. */
@ArgsType()
export class RequestGroupsArgs {
  @Field(() => RequestGroupBy)
  by!: RequestGroupBy;

  @Field(() => Int, { defaultValue: 10, description: `How many to tell, 1 to ${GROUPS_MAX}.` })
  first!: number;
}

/** What is told of any set of requests. */
@RequiresScope("logs:read")
@ObjectType({ description: "Figures over a set of requests.", simpleResolvers: true })
export class RequestFigures {
  @Field(() => Int)
  total!: number;

  @Field(() => Int, { description: ERRORS })
  errors!: number;

  @Field(() => Float, { nullable: true, description: SUCCESS_RATE })
  successRate!: number | null;

  @Field(() => Float, { nullable: true, description: AVERAGE })
  averageMs!: number | null;

  @Field(() => Float, { nullable: true, description: P50 })
  p50Ms!: number | null;

  @Field(() => Float, { nullable: true, description: P95 })
  p95Ms!: number | null;

  @Field(() => Float, { nullable: true, description: P99 })
  p99Ms!: number | null;
}

/** The requests of one interval. */
@RequiresScope("logs:read")
@ObjectType({ description: "The requests of one interval.", simpleResolvers: true })
export class RequestBucket {
  @Field(() => Date, { description: "Where the interval begins." })
  at!: Date;

  @Field(() => Int)
  total!: number;

  @Field(() => Int, { description: ERRORS })
  errors!: number;

  @Field(() => Float, { nullable: true, description: AVERAGE })
  averageMs!: number | null;

  @Field(() => Float, { nullable: true, description: P50 })
  p50Ms!: number | null;

  @Field(() => Float, { nullable: true, description: P95 })
  p95Ms!: number | null;

  @Field(() => Float, { nullable: true, description: P99 })
  p99Ms!: number | null;
}

/** The requests that one value is common to. */
@RequiresScope("logs:read")
@ObjectType({ description: "The requests that have one value in common.", simpleResolvers: true })
export class RequestGroup {
  @Field(() => String, {
    description:
      "The key's id, the operation's name or root field, the status, the error's code or the address; empty where requests have none, and `*` for operations or addresses beyond the 200 told apart an hour or day.",
  })
  value!: string;

  /** The key that `value` is the id of. */
  apiKeyId!: string | null;

  @Field(() => RequestFigures)
  figures!: RequestFigures;

  @Field(() => Date, { nullable: true, description: "When the last of them arrived." })
  lastAt!: Date | null;
}

/** Figures over the requests of a filter. */
@RequiresScope("logs:read")
@ObjectType({ description: "Figures over the requests of a filter.", simpleResolvers: true })
export class RequestStats {
  /** Whose figures these are; the groups are made under it. */
  filter!: RequestLogFilter;

  @Field(() => Int)
  total!: number;

  @Field(() => Int, { description: ERRORS })
  errors!: number;

  @Field(() => Float, { nullable: true, description: SUCCESS_RATE })
  successRate!: number | null;

  @Field(() => Float, { nullable: true, description: AVERAGE })
  averageMs!: number | null;

  @Field(() => Float, { nullable: true, description: P50 })
  p50Ms!: number | null;

  @Field(() => Float, { nullable: true, description: P95 })
  p95Ms!: number | null;

  @Field(() => Float, { nullable: true, description: P99 })
  p99Ms!: number | null;

  @Lazy()
  @Field(() => RequestFigures, {
    nullable: true,
    description:
      "The span of the same length just before, from a whole UTC hour where it is longer than two days; null without `filter.from`.",
  })
  previous!: () => Promise<RequestFigures | null>;

  @Field(() => [RequestBucket], {
    description: "One bucket an interval, empty ones included; empty without `intervalSeconds`.",
  })
  buckets!: RequestBucket[];
}
