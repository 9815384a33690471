import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import type { GraphQLError, GraphQLSchema } from "graphql";
import { DOCUMENT_LIMITS } from "../admission/document-limits.js";
import type { Documents } from "../admission/documents.js";
import type { RequestContext } from "../base/request-context.js";
import { withDeadline } from "../base/with-deadline.js";
import { CompiledOperations } from "./compiled-operations.js";

type DocumentStore = NonNullable<ApolloServerOptions<EngineContext>["documentStore"]>;

/** What went wrong while an operation ran, as it was thrown. */
export interface OperationRun {
  failures: readonly GraphQLError[];
}

/** What Apollo carries through one operation. It works on a copy: only what `run` points to comes back. */
export interface EngineContext extends RequestContext {
  /** The operation's variables in their types, with defaults. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly run: OperationRun;
}

/** How operations are run. */
export interface EngineSettings {
  /** At which run an operation is compiled. */
  readonly compileAtRun: number;
  /** For all fields of an operation together. */
  readonly operationMs: number;
}

/**
 * Apollo Server over documents that `Documents` has read and admission has let in: it neither parses
 * nor validates them again, and an operation that keeps coming is run by its compiled form.
 */
export function createEngine(
  schema: GraphQLSchema,
  documents: Documents,
  settings: EngineSettings,
): ApolloServer<EngineContext> {
  return new ApolloServer<EngineContext>({
    schema,
    plugins: [executionPlugin(schema, settings), ApolloServerPluginCacheControlDisabled()],
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

function executionPlugin(
  schema: GraphQLSchema,
  { compileAtRun, operationMs }: EngineSettings,
): ApolloServerPlugin<EngineContext> {
  const operations = new CompiledOperations(schema, compileAtRun);
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ contextValue, document, operation, request, response }) {
          const running = operations.run({
            document,
            operation,
            givenVariables: request.variables ?? {},
            variables: contextValue.variables,
            context: contextValue,
          });
          const result =
            running instanceof Promise ? await withDeadline(running, operationMs) : running;
          contextValue.run.failures = result.errors ?? [];
          return {
            http: response.http,
            body: { kind: "single", singleResult: { data: result.data ?? null } },
          };
        },
        async didEncounterErrors({ contextValue, errors }) {
          contextValue.run.failures = errors;
        },
      };
    },
  };
}
