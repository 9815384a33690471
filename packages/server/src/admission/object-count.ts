import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInputObjectType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { PAGE_MAX } from "../base/page.js";
import { possibleTypes } from "./field-rules.js";

/** How many objects an operation's answer could hold under coerced variables. */
export type ObjectCount = (variables: Readonly<Record<string, unknown>>) => number;

/** What a list without a page size is taken to hold. */
const LIST_SIZE = 10;

/** Counts below one object, given the size of the page that it is. */
type InnerCount = (pageSize: number, variables: Readonly<Record<string, unknown>>) => number;

/**
 * How an operation of a validated document within its limits counts its objects: a single object is
 * one, the lists of a page hold as many as its `first`, those of a payload as many as the rows that were
 * handed over, other lists ten, and what is in a list counts for each. `@skip` and `@include` are taken as if nothing were left out; introspection counts nothing.
 */
export function compileObjectCount(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ObjectCount {
  const root = schema.getRootType(operation.operation);
  if (!root) return () => 0;
  const compiler = new Compiler(schema, document);
  const count = compiler.compile(root, [operation.selectionSet]);
  if (compiler.usesVariables) return (variables) => count(LIST_SIZE, variables);
  const fixed = count(LIST_SIZE, {});
  return () => fixed;
}

class Compiler {
  /** Whether any page's size is a variable's. */
  usesVariables = false;
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
  ) {
    this.fragments = new Map(
      document.definitions
        .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    );
  }

  compile(type: GraphQLObjectType, selectionSets: readonly SelectionSetNode[]): InnerCount {
    const groups = new Map<string, FieldNode[]>();
    for (const set of selectionSets) this.collect(type, set, groups, new Set());
    const counts = [...groups.values()].map((nodes) => this.compileField(type, nodes));
    return (pageSize, variables) =>
      counts.reduce((total, count) => total + count(pageSize, variables), 0);
  }

  /** Fields under one name are one field of the answer, as in execution. */
  private collect(
    type: GraphQLObjectType,
    { selections }: SelectionSetNode,
    groups: Map<string, FieldNode[]>,
    visited: Set<string>,
  ): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        groups.set(name, [...(groups.get(name) ?? []), selection]);
        continue;
      }
      const name = selection.kind === Kind.FRAGMENT_SPREAD ? selection.name.value : null;
      if (name !== null && visited.has(name)) continue;
      if (name !== null) visited.add(name);
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection
          : this.fragments.get(selection.name.value);
      if (fragment && this.applies(fragment.typeCondition?.name.value, type)) {
        this.collect(type, fragment.selectionSet, groups, visited);
      }
    }
  }

  private applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    const wanted = condition === undefined ? type : this.schema.getType(condition);
    if (wanted === type) return true;
    return (
      isCompositeType(wanted) && possibleTypes(this.schema, wanted).some((one) => one === type)
    );
  }

  private compileField(type: GraphQLObjectType, nodes: readonly FieldNode[]): InnerCount {
    const [node] = nodes;
    const field = node && type.getFields()[node.name.value];
    if (!node || !field) return () => 0;
    const fieldType = getNamedType(field.type);
    if (!isCompositeType(fieldType)) return () => 0;
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const inner = possibleTypes(this.schema, fieldType).map((one) => this.compile(one, sets));
    const pageSize = this.compilePageSize(field, node);
    const lists = countLists(field.type);
    return (parentsPage, variables) => {
      const own = pageSize?.(variables);
      const each = inner.map((count) => count(own ?? LIST_SIZE, variables));
      return (own ?? parentsPage) ** lists * (1 + Math.max(0, ...each));
    };
  }

  /** A page's size; one out of bounds counts as the nearest that is not, and is refused by its field. */
  private compilePageSize(
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
  ): ObjectCount | null {
    const argument = field.args.find(({ name }) => name === "first");
    if (!argument) return this.compileRows(field, node);
    const fallback = typeof argument.defaultValue === "number" ? argument.defaultValue : PAGE_MAX;
    const given = node.arguments?.find(({ name }) => name.value === "first")?.value;
    if (given?.kind === Kind.VARIABLE) {
      this.usesVariables = true;
      return (variables) => {
        const value = variables[given.name.value];
        return withinPage(typeof value === "number" ? value : fallback);
      };
    }
    const size = withinPage(given?.kind === Kind.INT ? Number(given.value) : fallback);
    return () => size;
  }

  /** What answers many rows answers each of them. */
  private compileRows(field: GraphQLField<unknown, unknown>, node: FieldNode): ObjectCount | null {
    if (!field.args.some(({ type }) => takesRows(type))) return null;
    this.usesVariables = true;
    return (variables) => Math.max(1, countRows(getArgumentValues(field, node, variables)));
  }
}

/** How many rows the arguments hold at most. */
function countRows(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  if (typeof value !== "object" || value === null) return 0;
  return Math.max(0, ...Object.values(value).map(countRows));
}

/** Whether an input holds a list of objects: rows. */
function takesRows(type: GraphQLInputType): boolean {
  const named = getNamedType(type);
  return (
    isInputObjectType(named) &&
    Object.values(named.getFields()).some(
      (field) =>
        isListType(getNullableType(field.type)) && isInputObjectType(getNamedType(field.type)),
    )
  );
}

function withinPage(size: number): number {
  return Math.min(PAGE_MAX, Math.max(1, size));
}

/** How many lists are around a type's name. */
function countLists(type: GraphQLOutputType): number {
  const nullable = getNullableType(type);
  return isListType(nullable) ? 1 + countLists(nullable.ofType) : 0;
}
