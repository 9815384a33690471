import type { KeyEnvironment } from "@latchkey/shared";
import { ArgsType, Field, ID, InputType, Int, registerEnumType } from "type-graphql";
import { PageArgs } from "../../base/page.js";
import { ApiKeyEnvironment } from "../api-keys/api-key.entity.js";

/** Shortest and longest text that is looked for in requests, in characters. */
export const SEARCH_TEXT_LIMITS = { min: 3, max: 100 } as const;

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

  @Field(() => ApiKeyEnvironment, {
    nullable: true,
    description: "Only of keys of this environment.",
  })
  environment?: KeyEnvironment | null;

  @Field(() => StatusClass, { nullable: true })
  statusClass?: StatusClass | null;

  @Field(() => Int, { nullable: true, description: "Exactly this HTTP status." })
  statusCode?: number | null;

  @Field(() => String, { nullable: true, description: "Exactly this `errorCode`." })
  errorCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "An operation's name, or a root field. 1 to 100 characters.",
  })
  operation?: string | null;

  @Field(() => String, { nullable: true, description: "Exactly this address." })
  ip?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Part of the operation's name, a root field, the endpoint, the reason or the user agent, or the start of the address; in capitals or not. 400 where the span has more than 200,000 requests, of the key if one is named. ${SEARCH_TEXT_LIMITS.min} to ${SEARCH_TEXT_LIMITS.max} characters.`,
  })
  text?: string | null;

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
