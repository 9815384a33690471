import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

/** How large a document is, each figure that of its largest operation or fragment, used or not. */
export interface DocumentSize {
  /** Fields inside each other, from the root field on, without what is inside introspection. */
  readonly depth: number;
  /** Fields inside each other from `__schema` or `__type` on. */
  readonly introspectionDepth: number;
  readonly aliases: number;
  /** Fields on an operation's first level; those of a fragment each time that it is spread. */
  readonly rootFields: number;
  readonly directives: number;
  /** Fields, spreads and inline fragments. */
  readonly selections: number;
}

const NOTHING: DocumentSize = {
  depth: 0,
  introspectionDepth: 0,
  aliases: 0,
  rootFields: 0,
  directives: 0,
  selections: 0,
};

/**
 * Measures a parsed document that nobody has validated. What a fragment holds is counted each time
 * that it is spread, and yet each fragment is walked once, so that fragments that multiply each other
 * are no work. A fragment inside itself counts once; validation refuses it.
 */
export function measureDocument(document: DocumentNode): DocumentSize {
  const meter = new Meter(document);
  let largest = NOTHING;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      largest = combine(largest, meter.measureOperation(definition), Math.max);
    } else if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      largest = combine(largest, standingAlone(definition, meter), Math.max);
    }
  }
  return largest;
}

/** A fragment that no operation may spread: whether it stands at a root is not known, whether in introspection is. */
function standingAlone(fragment: FragmentDefinitionNode, meter: Meter): DocumentSize {
  const size = { ...meter.measureFragment(fragment.name.value), rootFields: 0 };
  if (!fragment.typeCondition.name.value.startsWith("__")) return size;
  return { ...size, depth: 0, introspectionDepth: Math.max(size.depth, size.introspectionDepth) };
}

class Meter {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly measured = new Map<string, DocumentSize>();

  constructor(document: DocumentNode) {
    this.fragments = new Map(
      document.definitions
        .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    );
  }

  measureOperation(operation: OperationDefinitionNode): DocumentSize {
    const ofVariables = (operation.variableDefinitions ?? []).flatMap(
      (variable) => variable.directives ?? [],
    );
    const own = ofVariables.length + (operation.directives?.length ?? 0);
    return sum(this.measureSelections(operation.selectionSet), { ...NOTHING, directives: own });
  }

  measureFragment(name: string): DocumentSize {
    const known = this.measured.get(name);
    if (known) return known;
    const fragment = this.fragments.get(name);
    if (!fragment) return NOTHING;
    this.measured.set(name, NOTHING);
    const directives = fragment.directives?.length ?? 0;
    const size = sum(this.measureSelections(fragment.selectionSet), { ...NOTHING, directives });
    this.measured.set(name, size);
    return size;
  }

  private measureSelections({ selections }: SelectionSetNode): DocumentSize {
    return selections.map((selection) => this.measureSelection(selection)).reduce(sum, NOTHING);
  }

  private measureSelection(selection: SelectionNode): DocumentSize {
    const own = { ...NOTHING, selections: 1, directives: selection.directives?.length ?? 0 };
    switch (selection.kind) {
      case Kind.FIELD:
        return sum(own, this.measureField(selection));
      case Kind.INLINE_FRAGMENT:
        return sum(own, this.measureSelections(selection.selectionSet));
      case Kind.FRAGMENT_SPREAD:
        return sum(own, this.measureFragment(selection.name.value));
    }
  }

  private measureField({ name, alias, selectionSet }: FieldNode): DocumentSize {
    const inner = selectionSet ? this.measureSelections(selectionSet) : NOTHING;
    const isIntrospection = name.value === "__schema" || name.value === "__type";
    const depth = inner.depth + 1;
    return {
      ...inner,
      aliases: inner.aliases + (alias ? 1 : 0),
      rootFields: 1,
      depth: isIntrospection ? 1 : depth,
      introspectionDepth: isIntrospection
        ? Math.max(depth, inner.introspectionDepth)
        : inner.introspectionDepth,
    };
  }
}

/** Two sizes beside each other: depths do not add up. */
function sum(one: DocumentSize, other: DocumentSize): DocumentSize {
  return {
    ...combine(one, other, (a, b) => a + b),
    depth: Math.max(one.depth, other.depth),
    introspectionDepth: Math.max(one.introspectionDepth, other.introspectionDepth),
  };
}

function combine(
  one: DocumentSize,
  other: DocumentSize,
  join: (a: number, b: number) => number,
): DocumentSize {
  return {
    depth: join(one.depth, other.depth),
    introspectionDepth: join(one.introspectionDepth, other.introspectionDepth),
    aliases: join(one.aliases, other.aliases),
    rootFields: join(one.rootFields, other.rootFields),
    directives: join(one.directives, other.directives),
    selections: join(one.selections, other.selections),
  };
}
