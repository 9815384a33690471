import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLScalarType,
  GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from "graphql";
import { type CompiledQuery, compileQuery, isCompiledQuery } from "graphql-jit";

/** At which run of an operation it is worth being compiled; one seen once is not. */
export const COMPILE_AT_RUN = 3;

/** What a compiled run needs. */
interface CompilableCall {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** In their types, with defaults. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: unknown;
}

/** Lets a value through as it is: graphql-jit, which coerces less exactly than graphql-js, is given coerced ones. */
const COERCED = new GraphQLScalarType({ name: "LatchkeyCoerced" });

/**
 * Runs operations that keep coming by a function compiled for each (graphql-jit). What is compiled is
 * kept by the operation's node and goes with its document.
 */
export class CompiledOperations {
  private readonly runs = new WeakMap<OperationDefinitionNode, number>();
  private readonly compiled = new WeakMap<OperationDefinitionNode, CompiledQuery>();

  private readonly schema: GraphQLSchema;

  constructor(
    schema: GraphQLSchema,
    private readonly compileAtRun: number,
  ) {
    const config = schema.toConfig();
    this.schema = new GraphQLSchema({ ...config, types: [...config.types, COERCED] });
  }

  /** The result, or null for an operation that is not compiled (yet). */
  run(call: CompilableCall): ExecutionResult | Promise<ExecutionResult> | null {
    const { document, operation, variables, context } = call;
    const compiled = this.compiled.get(operation) ?? this.count(document, operation);
    return compiled?.query(undefined, context, variables) ?? null;
  }

  private count(document: DocumentNode, operation: OperationDefinitionNode): CompiledQuery | null {
    const runs = (this.runs.get(operation) ?? 0) + 1;
    this.runs.set(operation, runs);
    if (runs !== this.compileAtRun) return null;
    const compiled = compileQuery(
      this.schema,
      withCoercedVariables(document, operation),
      operation.name?.value,
    );
    if (!isCompiledQuery(compiled)) return null;
    this.compiled.set(operation, compiled);
    return compiled;
  }
}

/** The document with the one operation, whose variables are taken as they come. */
function withCoercedVariables(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): DocumentNode {
  const type = {
    kind: Kind.NAMED_TYPE,
    name: { kind: Kind.NAME, value: COERCED.name },
  } as const;
  const variableDefinitions = operation.variableDefinitions?.map(({ kind, variable }) => ({
    kind,
    variable,
    type,
  }));
  const definitions = document.definitions.filter(
    (definition) => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      { ...operation, ...(variableDefinitions ? { variableDefinitions } : {}) },
      ...definitions,
    ],
  };
}
