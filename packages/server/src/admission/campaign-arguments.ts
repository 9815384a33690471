import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getArgumentValues,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/**
 * Whether an operation names, in any `campaignId` of its root fields' arguments, a campaign other
 * than the one its key is limited to. Asked before anything runs, so that a mutation for another
 * campaign changes nothing, not even beside an allowed one. The document must be validated.
 */
export function namesOtherCampaign(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  campaignId: string,
): boolean {
  const fields = schema.getRootType(operation.operation)?.getFields() ?? {};
  return rootFields(document, operation.selectionSet).some((node) => {
    const field = fields[node.name.value];
    if (!field) return false;
    try {
      return holdsOther(getArgumentValues(field, node, variables), campaignId);
    } catch {
      // A missing or wrong value: execution refuses it as such, before it runs anything.
      return false;
    }
  });
}

/** The fields of a selection and of the fragments in it. */
function rootFields(document: DocumentNode, { selections }: SelectionSetNode): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return rootFields(document, selection.selectionSet);
    }
    const fragment = document.definitions.find(
      (definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION &&
        definition.name.value === selection.name.value,
    );
    return fragment && "selectionSet" in fragment
      ? rootFields(document, fragment.selectionSet)
      : [];
  });
}

function holdsOther(value: unknown, campaignId: string): boolean {
  if (Array.isArray(value)) return value.some((item) => holdsOther(item, campaignId));
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([name, inner]) =>
    name === "campaignId" && typeof inner === "string"
      ? inner !== campaignId
      : holdsOther(inner, campaignId),
  );
}
