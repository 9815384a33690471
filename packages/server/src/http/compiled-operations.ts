import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLScalarType,
  GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from "graphql";
import { type CompiledQuery, compileQuery, isCompiledQuery } from "graphql-jit";

/** At which run of an operation it is worth being compiled; one seen once is not. */
export const COMPILE_AT_RUN = 3;

/** Everything a run needs; the document is validated. */
export interface OperationCall {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly givenVariables: Readonly<Record<string, unknown>>;
  /** The same in their types, with defaults. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: unknown;
}

/** Lets a value through as it is: graphql-jit, which coerces less exactly than graphql-js, is given coerced ones. */
const COERCED = new GraphQLScalarType({ name: "LatchkeyCoerced" });

/**
 * Executes operations: with graphql-js, or with a function compiled for the one operation (graphql-jit)
 * once it keeps coming. What is compiled is kept by the operation's node and goes with its document.
 */
export class CompiledOperations {
  private readonly runs = new WeakMap<OperationDefinitionNode, number>();
  private readonly compiled = new WeakMap<OperationDefinitionNode, CompiledQuery>();

  private readonly compilerSchema: GraphQLSchema;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly compileAtRun: number,
  ) {
    const config = schema.toConfig();
    this.compilerSchema = new GraphQLSchema({ ...config, types: [...config.types, COERCED] });
  }

  run(call: OperationCall): ExecutionResult | Promise<ExecutionResult> {
    const { document, operation, context } = call;
    const compiled = this.compiled.get(operation) ?? this.count(document, operation);
    if (compiled) return compiled.query(undefined, context, call.variables);
    return execute({
      schema: this.schema,
      document,
      contextValue: context,
      variableValues: call.givenVariables,
      operationName: operation.name?.value,
    });
  }

  private count(document: DocumentNode, operation: OperationDefinitionNode): CompiledQuery | null {
    const runs = (this.runs.get(operation) ?? 0) + 1;
    this.runs.set(operation, runs);
    if (runs !== this.compileAtRun) return null;
    const compiled = compileQuery(
      this.compilerSchema,
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
