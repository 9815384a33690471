import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLResolveInfo,
  Kind,
  type SelectionSetNode,
} from "graphql";
import { createParameterDecorator } from "type-graphql";

/** The names of fields that are asked of something; what `@skip` leaves out is counted in. */
export type FieldNames = ReadonlySet<string>;

const known = new WeakMap<FieldNode, FieldNames>();

/** Gives a list's resolver the names of the fields that are asked of its rows, in `nodes` and in `edges { node }`. */
export function RowFields() {
  return createParameterDecorator(({ info }) => rowFieldsOf(info));
}

/** The names of the fields that are asked of a list's rows; found once for each field of a document. */
export function rowFieldsOf(info: GraphQLResolveInfo): FieldNames {
  const [first, ...others] = info.fieldNodes;
  // A field that is written twice is rare, and is not worth remembering.
  const remembered = first && others.length === 0 ? known.get(first) : undefined;
  if (remembered) return remembered;
  const { fragments } = info;
  const lists = selectionSetsOf(info.fieldNodes);
  const rows = [
    ...selectionSetsOf(fieldsOf(lists, fragments, "nodes")),
    ...selectionSetsOf(
      fieldsOf(selectionSetsOf(fieldsOf(lists, fragments, "edges")), fragments, "node"),
    ),
  ];
  const names = new Set(fieldsOf(rows, fragments).map((field) => field.name.value));
  if (first && others.length === 0) known.set(first, names);
  return names;
}

/** The fields of the selections and of the fragments in them; of one name, where it is given. */
function fieldsOf(
  selectionSets: readonly SelectionSetNode[],
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  name?: string,
): FieldNode[] {
  return selectionSets.flatMap(({ selections }) =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) {
        return name === undefined || selection.name.value === name ? [selection] : [];
      }
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
      return inner ? fieldsOf([inner.selectionSet], fragments, name) : [];
    }),
  );
}

function selectionSetsOf(fields: readonly FieldNode[]): SelectionSetNode[] {
  return fields.flatMap(({ selectionSet }) => selectionSet ?? []);
}
