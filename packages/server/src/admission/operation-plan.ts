import { type Scope, sortScopes } from "@latchkey/shared";
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from "graphql";
import { ApiError } from "../base/api-error.js";
import { DOCUMENT_LIMITS } from "./document-limits.js";
import { type FieldRules, possibleTypes } from "./field-rules.js";
import { compileObjectCount, type ObjectCount } from "./object-count.js";

/** What an operation will need and run, known before it runs. */
export interface OperationPlan {
  /** Every scope that any field of the operation needs, in no order. */
  readonly scopes: ReadonlySet<Scope>;
  /** The same in the table's order with commas between, as the request log keeps them. */
  readonly scopesText: string;
  /** Whether every root field is open to callers without key or session. */
  readonly isAnonymous: boolean;
  readonly operationType: string;
  readonly operationName: string | null;
  /** The root fields' names, without aliases, each once. */
  readonly rootFields: readonly string[];
  /**
   * What it costs of a rate limit: the root fields it runs, each alias one, those of fragments,
   * `__typename` and introspection too; at least 1.
   */
  readonly units: number;
  /** How many objects its answer could hold. */
  readonly countObjects: ObjectCount;
}

/** An operation's plan, with the fields behind each scope, as `Type.field`. */
export interface ExplainedPlan {
  readonly plan: OperationPlan;
  readonly fieldsByScope: ReadonlyMap<Scope, ReadonlySet<string>>;
}

/**
 * Plans operations once per document. Fragments, interfaces and unions are expanded to every type
 * they could be; `@skip` and `@include` are taken as if nothing were left out. So the plan can ask
 * for too much, never for too little.
 */
export class OperationPlanner {
  private readonly plans = new WeakMap<OperationDefinitionNode, OperationPlan>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly rules: FieldRules,
  ) {}

  /** The plan of one operation of a validated document. */
  plan(document: DocumentNode, operation: OperationDefinitionNode): OperationPlan {
    let plan = this.plans.get(operation);
    if (!plan) {
      plan = new PlanBuilder(this.schema, this.rules, document).build(operation);
      this.plans.set(operation, plan);
    }
    return plan;
  }

  /** The same plan made anew, with what needs each of its scopes; for people, not for requests. */
  explain(document: DocumentNode, operation: OperationDefinitionNode): ExplainedPlan {
    const fieldsByScope = new Map<Scope, Set<string>>();
    const note = (scope: Scope, field: string) => {
      fieldsByScope.set(scope, (fieldsByScope.get(scope) ?? new Set()).add(field));
    };
    const plan = new PlanBuilder(this.schema, this.rules, document, note).build(operation);
    return { plan, fieldsByScope };
  }

  /**
   * Throws the 401 of somebody without key or session, who learns nothing of any document but what
   * is open to anyone: one whose operations name only such root fields, and no fragment.
   */
  assertOpenToAnyone(text: string): void {
    let isOpen = false;
    try {
      const { definitions } = parse(text, {
        maxTokens: DOCUMENT_LIMITS.tokensMax,
        noLocation: true,
      });
      isOpen = definitions.every(
        (definition) =>
          definition.kind === Kind.OPERATION_DEFINITION && this.isOpenToAnyone(definition),
      );
    } catch {
      // An unreadable document is refused like any other.
    }
    if (!isOpen) throw new ApiError("UNAUTHENTICATED");
  }

  private isOpenToAnyone(operation: OperationDefinitionNode): boolean {
    const root = this.schema.getRootType(operation.operation);
    return operation.selectionSet.selections.every(
      (selection) =>
        selection.kind === Kind.FIELD &&
        this.rules.get(`${root?.name}.${selection.name.value}`)?.isAnonymous === true,
    );
  }
}

class PlanBuilder {
  private readonly scopes = new Set<Scope>();
  private readonly rootFields = new Set<string>();
  /** The names under which root fields are answered; a field written twice under one name runs once. */
  private readonly rootNames = new Set<string>();
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly visited = new Set<string>();
  private isAnonymous = true;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly rules: FieldRules,
    private readonly document: DocumentNode,
    /** Told of each scope and the field that needs it. */
    private readonly note: ((scope: Scope, field: string) => void) | null = null,
  ) {
    this.fragments = new Map(
      document.definitions
        .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    );
  }

  build(operation: OperationDefinitionNode): OperationPlan {
    const root = this.schema.getRootType(operation.operation);
    if (root) this.collect(root, operation.selectionSet, true);
    return {
      scopes: this.scopes,
      scopesText: sortScopes(this.scopes).join(),
      isAnonymous: this.isAnonymous,
      operationType: operation.operation,
      operationName: operation.name?.value ?? null,
      rootFields: [...this.rootFields],
      units: Math.max(1, this.rootNames.size),
      countObjects: compileObjectCount(this.schema, this.document, operation),
    };
  }

  private collect(type: GraphQLObjectType, selectionSet: SelectionSetNode, isRoot: boolean): void {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        if (isRoot) {
          this.rootFields.add(name);
          this.rootNames.add(selection.alias?.value ?? name);
        }
        this.collectField(type, name, selection.selectionSet, isRoot);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        this.collect(type, selection.selectionSet, isRoot);
      } else {
        this.collectFragment(type, selection.name.value, isRoot);
      }
    }
  }

  private collectField(
    type: GraphQLObjectType,
    name: string,
    selectionSet: SelectionSetNode | undefined,
    isRoot: boolean,
  ): void {
    const fieldName = `${type.name}.${name}`;
    const rule = this.rules.get(fieldName);
    // Introspection has no rule, and is for any caller with a key or a session.
    if (isRoot && !rule?.isAnonymous) this.isAnonymous = false;
    for (const scope of rule?.scopes ?? []) {
      this.scopes.add(scope);
      this.note?.(scope, fieldName);
    }
    const field = type.getFields()[name];
    if (!field || !selectionSet) return;
    const fieldType = getNamedType(field.type);
    if (!isCompositeType(fieldType)) return;
    for (const possible of possibleTypes(this.schema, fieldType)) {
      this.collect(possible, selectionSet, false);
    }
  }

  private collectFragment(type: GraphQLObjectType, name: string, isRoot: boolean): void {
    // What a fragment adds does not depend on where it is spread again.
    const visit = `${type.name} ${name} ${isRoot}`;
    const fragment = this.fragments.get(name);
    if (!fragment || this.visited.has(visit)) return;
    this.visited.add(visit);
    this.collect(type, fragment.selectionSet, isRoot);
  }
}
