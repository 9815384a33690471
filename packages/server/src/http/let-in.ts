import type { FastifyReply, FastifyRequest } from "fastify";
import {
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
} from "graphql";
import { argumentRefusal } from "../admission/argument-refusal.js";
import { assertObjects } from "../admission/assert-objects.js";
import type { OperationPlanner } from "../admission/operation-plan.js";
import { coerceVariables } from "../admission/variables.js";
import { badInput } from "../base/api-error.js";
import { type AdmitParts, enter } from "./admit.js";
import { AnsweredCookie } from "./answered-cookie.js";
import { assertBodyFits } from "./body-limit.js";
import type { OperationCall } from "./graphql-engine.js";

/** What letting an operation in takes. */
export interface LetInParts extends AdmitParts {
  readonly schema: GraphQLSchema;
  readonly planner: OperationPlanner;
}

/** A read document and what is asked of it. */
export interface AskedOperation {
  readonly text: string;
  readonly document: DocumentNode;
  readonly variables: Record<string, unknown>;
  readonly operationName?: string | undefined;
}

/** Asks everything that can be asked before an operation runs: its limits, scopes, variables and size; throws the refusal. */
export async function letIn(
  parts: LetInParts,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: AskedOperation,
): Promise<OperationCall> {
  const { exchange } = request;
  if (!exchange) throw new Error("A request has no record");
  const { text, document, variables: given } = asked;
  const operation = getOperationAST(document, asked.operationName) ?? noSuchOperation();
  const plan = parts.planner.plan(document, operation);
  exchange.notePlan(plan);
  assertBodyFits(request, plan);
  const actor = await enter(parts, request, plan.units);
  exchange.reach("scopes");
  parts.admission.authorize(actor, plan);
  exchange.reach("variables");
  const variables = coerceVariables(parts.schema, operation, given);
  const refusal = argumentRefusal(actor, parts.schema, document, operation, variables);
  if (refusal) {
    exchange.reach(refusal.check);
    throw refusal.error;
  }
  exchange.reach("objects");
  assertObjects(plan, variables);
  return {
    text,
    document,
    operation,
    plan,
    givenVariables: given,
    variables,
    context: {
      actor,
      address: exchange.address,
      sessionCookie: new AnsweredCookie(parts.config, request, reply),
      rateLimits: exchange.rateLimits,
    },
  };
}

function noSuchOperation(): OperationDefinitionNode {
  throw badInput({ operationName: "Name one of the document's operations." });
}
