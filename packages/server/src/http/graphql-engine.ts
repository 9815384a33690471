import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import {
  type GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
} from "graphql";
import type { Admission } from "../admission/admission.js";
import { argumentRefusal } from "../admission/argument-refusal.js";
import { assertObjects } from "../admission/assert-objects.js";
import { DOCUMENT_LIMITS } from "../admission/document-limits.js";
import type { Documents } from "../admission/documents.js";
import type { OperationPlanner } from "../admission/operation-plan.js";
import type { Actor } from "../base/actor.js";
import type { RateLimitState, RequestContext } from "../base/request-context.js";
import type { Exchange } from "./exchange.js";

type DocumentStore = NonNullable<ApolloServerOptions<EngineContext>["documentStore"]>;

/** What came of an operation, noted while it runs. */
export interface OperationRun {
  operation: OperationDefinitionNode | null;
  /** What went wrong, as it was thrown. */
  failures: readonly GraphQLError[];
}

/** What Apollo carries through one operation. It works on a copy: only what `run` points to comes back. */
export interface EngineContext extends RequestContext {
  /** As the request is let in; what was known of the caller before may be older. */
  actor: Actor;
  rateLimits: readonly RateLimitState[];
  readonly exchange: Exchange;
  /** Spends the units of a request with a key, once; gives back its caller as of now. */
  readonly enter: (units: number) => Promise<Actor>;
  readonly run: OperationRun;
}

/**
 * Apollo Server with the plan of each operation checked before anything of it runs. It takes the
 * documents that `Documents` has read, and neither parses nor validates them again.
 */
export function createEngine(
  schema: GraphQLSchema,
  documents: Documents,
  planner: OperationPlanner,
  admission: Admission,
): ApolloServer<EngineContext> {
  return new ApolloServer<EngineContext>({
    schema,
    plugins: [
      admissionPlugin(schema, planner, admission),
      ApolloServerPluginCacheControlDisabled(),
    ],
    introspection: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    documentStore: documentStore(documents),
    // For a document that was pushed out between its reading and its run.
    parseOptions: { maxTokens: DOCUMENT_LIMITS.tokensMax },
    stopOnTerminationSignals: false,
    nodeEnv: "production",
  });
}

/** Apollo asks for documents by a prefix of its own and the hash of their text. */
function documentStore(documents: Documents): DocumentStore {
  return {
    get: async (key) => documents.find(key.slice(key.lastIndexOf(":") + 1)),
    set: async () => undefined,
    delete: async () => undefined,
  };
}

function admissionPlugin(
  schema: GraphQLSchema,
  planner: OperationPlanner,
  admission: Admission,
): ApolloServerPlugin<EngineContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ contextValue, document, operation, request }) {
          // Apollo has refused the document by now when it holds no such operation.
          if (!operation) return;
          contextValue.run.operation = operation;
          const plan = planner.plan(document, operation);
          contextValue.exchange.notePlan(plan);
          const actor = await contextValue.enter(plan.units);
          contextValue.actor = actor;
          contextValue.rateLimits = contextValue.exchange.rateLimits;
          admission.authorize(actor, plan);
          const definitions = operation.variableDefinitions ?? [];
          const { coerced } = getVariableValues(schema, definitions, request.variables ?? {});
          // Wrong variables: execution refuses them as such, before it runs anything.
          if (!coerced) return;
          const refusal = argumentRefusal(actor, schema, document, operation, coerced);
          if (refusal) throw refusal;
          assertObjects(plan, coerced);
        },
        async didEncounterErrors({ contextValue, errors }) {
          contextValue.run.failures = errors;
        },
      };
    },
  };
}
