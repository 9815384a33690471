import { ApolloServer, type ApolloServerOptions, type ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import type {
  DocumentNode,
  ExecutionResult,
  GraphQLSchema,
  OperationDefinitionNode,
} from "graphql";
import { DOCUMENT_LIMITS } from "../admission/document-limits.js";
import type { Documents } from "../admission/documents.js";
import type { OperationPlan } from "../admission/operation-plan.js";
import type { RequestContext } from "../base/request-context.js";
import { withDeadline } from "../base/with-deadline.js";
import { CompiledOperations } from "./compiled-operations.js";

type DocumentStore = NonNullable<ApolloServerOptions<EngineContext>["documentStore"]>;

/** How operations are run. */
export interface EngineSettings {
  /** At which run an operation is compiled. */
  readonly compileAtRun: number;
  /** For all fields of an operation together. */
  readonly operationMs: number;
}

/** An operation that admission has let in. */
export interface OperationCall {
  readonly text: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly plan: OperationPlan;
  /** As they were sent. */
  readonly givenVariables: Record<string, unknown>;
  /** In their types, with defaults. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
}

/** What Apollo carries through one operation. It works on a copy: only what `outcome` points to comes back. */
interface EngineContext extends RequestContext {
  readonly outcome: { errors: ExecutionResult["errors"] };
}

/**
 * Runs operations: Apollo Server does, until one has come so often that its compiled form takes over.
 * Apollo takes the documents that `Documents` has read, and neither parses nor validates them again.
 */
export class GraphqlEngine {
  private readonly apollo: ApolloServer<EngineContext>;
  private readonly compiled: CompiledOperations;

  constructor(
    schema: GraphQLSchema,
    documents: Documents,
    private readonly settings: EngineSettings,
  ) {
    this.compiled = new CompiledOperations(schema, settings.compileAtRun);
    this.apollo = new ApolloServer<EngineContext>({
      schema,
      plugins: [ERRORS_AS_THROWN, ApolloServerPluginCacheControlDisabled()],
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

  start(): Promise<void> {
    return this.apollo.start();
  }

  stop(): Promise<void> {
    return this.apollo.stop();
  }

  /** The operation's data and errors, as they were thrown; 503 when it takes too long. */
  async run(call: OperationCall): Promise<ExecutionResult> {
    const result = this.compiled.run(call) ?? this.runInApollo(call);
    return result instanceof Promise ? withDeadline(result, this.settings.operationMs) : result;
  }

  private async runInApollo(call: OperationCall): Promise<ExecutionResult> {
    const { text, operation, givenVariables, context } = call;
    const outcome: EngineContext["outcome"] = { errors: undefined };
    const { body } = await this.apollo.executeOperation(
      { query: text, variables: givenVariables, operationName: operation.name?.value },
      { contextValue: { ...context, outcome } },
    );
    if (body.kind !== "single") throw new Error("Incremental delivery is not supported");
    const { data, errors } = body.singleResult;
    if (errors && !outcome.errors) throw new Error("An error has no known cause");
    return { data: data ?? null, ...(outcome.errors ? { errors: outcome.errors } : {}) };
  }
}

/** Apollo asks for documents by a prefix of its own and the hash of their text. */
function documentStore(documents: Documents): DocumentStore {
  return {
    get: async (key) => documents.find(key.slice(key.lastIndexOf(":") + 1)),
    set: async () => undefined,
    delete: async () => undefined,
  };
}

/** Apollo's answer holds errors as a client may see them; what we tell of them is decided in one place, from the originals. */
const ERRORS_AS_THROWN: ApolloServerPlugin<EngineContext> = {
  async requestDidStart() {
    return {
      async didEncounterErrors({ contextValue, errors }) {
        contextValue.outcome.errors = errors;
      },
    };
  },
};
