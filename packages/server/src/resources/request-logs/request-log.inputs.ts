import {
  ArgsType,
  Field,
  Float,
  ID,
  InputType,
  Int,
  ObjectType,
  registerEnumType,
} from "type-graphql";
import { Lazy } from "../../base/lazy.js";
import { PageArgs } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";

/** The first digit of an HTTP status. */
export enum StatusClass {
  SUCCESS = "SUCCESS",
  CLIENT_ERROR = "CLIENT_ERROR",
  SERVER_ERROR = "SERVER_ERROR",
}

registerEnumType(StatusClass, {
  name: "StatusClass",
  description: "What kind of HTTP status an answer had.",
  valuesConfig: {
    SUCCESS: { description: "Below 400, and no error in the answer." },
    CLIENT_ERROR: { description: "400 to 499, or data beside an error." },
    SERVER_ERROR: { description: "500 and above." },
  },
});

/** Which requests a list or a statistic holds. */
@InputType({
  description: "Which requests a list or a statistic holds; every condition must be met.",
})
export class RequestLogFilter {
  @Field(() => ID, { nullable: true, description: "Only this key's requests; none when unknown." })
  apiKeyId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "Only of keys limited to this campaign. 403 outside a campaign-limited key.",
  })
  campaignId?: string | null;

  @Field(() => StatusClass, { nullable: true })
  statusClass?: StatusClass | null;

  @Field(() => String, { nullable: true, description: "Exactly this `errorCode`." })
  errorCode?: string | null;

  @Field(() => String, { nullable: true, description: "An operation's name, or a root field." })
  operation?: string | null;

  @Field(() => String, { nullable: true, description: "Exactly this address." })
  ip?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "A refusal's `extensions.decisionId`. A platform admin also finds those of keys that nobody knows.",
  })
  decisionId?: string | null;

  @Field(() => Date, { nullable: true, description: "From this instant on." })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: "Before this instant." })
  to?: Date | null;
}

/** What `requestLogs` takes. */
@ArgsType()
export class ListRequestLogsArgs extends PageArgs {
  @Field(() => RequestLogFilter, { nullable: true })
  filter?: RequestLogFilter | null;
}

/** What `requestStats` takes. */
@ArgsType()
export class RequestStatsArgs {
  @Field(() => RequestLogFilter, { nullable: true })
  filter?: RequestLogFilter | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Width of a bucket in seconds, 60 to 604800, starting at multiples of it since 1970. Needs `filter.from`; at most 1000 buckets.",
  })
  intervalSeconds?: number | null;
}

/** The requests of one interval. */
@RequiresScope("logs:read")
@ObjectType({ description: "The requests of one interval.", simpleResolvers: true })
export class RequestBucket {
  @Field(() => Date, { description: "Where the interval begins." })
  at!: Date;

  @Field(() => Int)
  total!: number;

  @Field(() => Int, {
    description: "Requests answered with a status of 400 or above, or with an error beside data.",
  })
  errors!: number;
}

/** Figures over the requests of a filter. */
@RequiresScope("logs:read")
@ObjectType({ description: "Figures over the requests of a filter.", simpleResolvers: true })
export class RequestStats {
  @Field(() => Int)
  total!: number;

  @Field(() => Int, {
    description: "Requests answered with a status of 400 or above, or with an error beside data.",
  })
  errors!: number;

  @Field(() => Float, {
    nullable: true,
    description: "The share of requests without an error, 0 to 1; null without requests.",
  })
  successRate!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Mean response time in milliseconds; null without requests.",
  })
  averageMs!: number | null;

  @Lazy()
  @Field(() => Float, { nullable: true, description: "Median response time in milliseconds." })
  p50Ms!: () => Promise<number | null>;

  @Lazy()
  @Field(() => Float, {
    nullable: true,
    description: "95 of 100 requests took no longer, in milliseconds.",
  })
  p95Ms!: () => Promise<number | null>;

  @Lazy()
  @Field(() => Float, {
    nullable: true,
    description: "99 of 100 requests took no longer, in milliseconds.",
  })
  p99Ms!: () => Promise<number | null>;

  @Field(() => [RequestBucket], {
    description: "One bucket an interval, empty ones included; empty without `intervalSeconds`.",
  })
  buckets!: RequestBucket[];
}
