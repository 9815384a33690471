import { LEAD_LIMITS, UPSERT_LIMITS } from "@latchkey/shared";
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { RequiresScope } from "../../base/requires-scope.js";
import { Lead, LeadStatus } from "./lead.entity.js";
import { OptionalLeadFields } from "./lead.inputs.js";

const { rowsMax, idempotencyKeyMax, keptHours } = UPSERT_LIMITS;

/** What became of a row. */
export enum UpsertOutcome {
  CREATED = "CREATED",
  UPDATED = "UPDATED",
  UNCHANGED = "UNCHANGED",
  REFUSED = "REFUSED",
}

registerEnumType(UpsertOutcome, { name: "UpsertOutcome", description: "What became of a row." });

/** One row. */
@InputType({
  description:
    "One lead. It is the campaign's lead with this `externalId`; else the one with this `email` and no other external id; else it is new, and needs a name and an address. What is left out stays as it is, null takes it away.",
})
export class UpsertLeadInput extends OptionalLeadFields {
  @Field(() => String, {
    nullable: true,
    description: `At most ${LEAD_LIMITS.nameMax} characters.`,
  })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "Kept in lower case." })
  email?: string | null;

  @Field(() => LeadStatus, { nullable: true, description: "`NEW` for new leads without one." })
  status?: LeadStatus | null;
}

/** Many leads of one campaign. */
@InputType()
export class UpsertLeadsInput {
  @Field(() => ID, {
    description: "404 when unknown, 403 outside a campaign-limited key, 409 when it is archived.",
  })
  campaignId!: string;

  @Field(() => [UpsertLeadInput], { description: `1 to ${rowsMax} rows.` })
  leads!: UpsertLeadInput[];

  @Field(() => String, {
    nullable: true,
    description: `Makes a retry harmless: for ${keptHours} hours the same key from the same caller with the same content is answered with the first call's results, and nothing is done again; with other content 409. At most ${idempotencyKeyMax} characters.`,
  })
  idempotencyKey?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Says what would become of each row, and does nothing: no lead is written, and `idempotencyKey` is neither looked at nor used up. Costs what the call itself costs.",
  })
  dryRun!: boolean;
}

/** What became of one row. */
@RequiresScope("leads:write")
@ObjectType({ simpleResolvers: true })
export class UpsertLeadResult {
  @Field(() => Int, { description: "The row's place in `leads`, from 0." })
  index!: number;

  @Field(() => UpsertOutcome)
  outcome!: UpsertOutcome;

  @Field(() => String, { nullable: true, description: "Why the row was refused." })
  message!: string | null;

  @Field(() => Lead, {
    nullable: true,
    description:
      "As it is now; null for a refused row, after a retry when it was deleted since, and in a dry run where it would be new.",
  })
  lead!: Lead | null;
}

/** What became of each row, in the rows' order. */
@RequiresScope("leads:write")
@ObjectType({ simpleResolvers: true })
export class UpsertLeadsPayload {
  @Field(() => [UpsertLeadResult])
  results!: UpsertLeadResult[];
}
