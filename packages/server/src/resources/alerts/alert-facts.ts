import type { AlertKind } from "@latchkey/shared";
import { Field, Float, ID, ObjectType } from "type-graphql";
import { Column } from "typeorm";
import { z } from "zod";
import { RequiresScope } from "../../base/requires-scope.js";

/** What an alert was told by, as it is kept. */
const KEPT = z.strictObject({
  observed: z.number().nullable().default(null),
  expected: z.number().nullable().default(null),
  threshold: z.number().nullable().default(null),
  from: z.coerce.date().nullable().default(null),
  to: z.coerce.date().nullable().default(null),
  ip: z.string().nullable().default(null),
  errorCode: z.string().nullable().default(null),
});

/** The numbers an alert was told by, and which requests they were counted from. */
@RequiresScope("logs:read")
@ObjectType({ description: "The numbers that an alert was told by.", simpleResolvers: true })
export class AlertFacts {
  @Field(() => Float, {
    nullable: true,
    description: "Requests, a share of them from 0 to 1, or days, as the kind says.",
  })
  observed!: number | null;

  @Field(() => Float, { nullable: true, description: "What is usual for the key." })
  expected!: number | null;

  @Field(() => Float, { nullable: true, description: "From where on it is an alert." })
  threshold!: number | null;

  @Field(() => Date, {
    nullable: true,
    description: "Where the span begins that it was observed in.",
  })
  from!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: "Where that span ends; of `EXPIRY` the instant of expiry.",
  })
  to!: Date | null;

  /** The address that the requests behind it came from, where it is about one. */
  ip!: string | null;

  /** The code that the requests behind it were refused with, where they were. */
  errorCode!: string | null;
}

/** Facts with what is not named left empty. */
export function alertFacts(some: Partial<AlertFacts>): AlertFacts {
  return KEPT.parse(some);
}

/** The column of an alert's facts: JSON that is checked when it is written and when it is read. */
export function AlertFactsColumn(): PropertyDecorator {
  return Column({
    type: "text",
    transformer: {
      to: (facts: AlertFacts): string => JSON.stringify(KEPT.parse(facts)),
      from: (json: string): AlertFacts => KEPT.parse(JSON.parse(json)),
    },
  });
}

/** Which requests are behind an alert, in the words of `RequestLogFilter`. */
@RequiresScope("logs:read")
@ObjectType({
  description:
    "Which requests are behind an alert; the fields are those of `RequestLogFilter`, and null where they narrow nothing.",
  simpleResolvers: true,
})
export class AlertRequestFilter {
  @Field(() => ID, { nullable: true })
  apiKeyId!: string | null;

  @Field(() => String, { nullable: true })
  ip!: string | null;

  @Field(() => String, { nullable: true })
  errorCode!: string | null;

  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  to!: Date;
}

/** The kinds that are told by what a key is, and by no request. */
const WITHOUT_REQUESTS: ReadonlySet<AlertKind> = new Set(["EXPIRY", "ROTATION_OVERDUE", "UNUSED"]);

/** Which requests an alert was told by; null for one that is about the lack of them, or about the key alone. */
export function requestFilterOf(alert: {
  readonly kind: AlertKind;
  readonly apiKeyId: string | null;
  readonly facts: AlertFacts;
}): AlertRequestFilter | null {
  const { from, to, ip, errorCode } = alert.facts;
  if (WITHOUT_REQUESTS.has(alert.kind) || !from || !to) return null;
  return { apiKeyId: alert.apiKeyId, ip, errorCode, from, to };
}
