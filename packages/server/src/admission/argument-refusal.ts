import { isScope, missingScopes, type Scope } from "@latchkey/shared";
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getArgumentValues,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import type { Actor } from "../base/actor.js";
import { type ApiError, missingScopesError, otherCampaign } from "../base/api-error.js";

/** What an argument asks for that the caller may not have. */
interface ArgumentRefusal {
  readonly check: "campaign" | "grants";
  readonly error: ApiError;
}

/** Mutations whose `scopes` are asked of another key, and given to nobody. */
const ASKING: ReadonlySet<string> = new Set(["verifyApiKey", "verifyApiKeys"]);

/** Values whose names are the caller's own, and mean nothing here. */
const FREE = "customFields";

/**
 * The refusal that an operation's arguments call for, if any: a `campaignId` other than the key's,
 * or `scopes` to be given that the caller does not hold. Asked before anything runs, so that a denied
 * mutation changes nothing, not even beside an allowed one; the services ask again. The document
 * must be validated, the variables coerced.
 */
export function argumentRefusal(
  actor: Actor,
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): ArgumentRefusal | null {
  const isMutation = operation.operation === "mutation";
  if (actor.campaignId === null && !isMutation) return null;
  const type = schema.getRootType(operation.operation);
  const fields = rootFields(document, operation.selectionSet).map((node) => {
    const field = type?.getFields()[node.name.value];
    return { node, values: field ? getArgumentValues(field, node, variables) : {} };
  });
  const values = fields.map((field) => field.values);
  const { campaignId } = actor;
  if (campaignId !== null && collect(values, "campaignId").some((id) => id !== campaignId)) {
    return { check: "campaign", error: otherCampaign() };
  }
  if (!isMutation) return null;
  const giving = fields.filter(({ node }) => !ASKING.has(node.name.value));
  const given = giving.map((field) => field.values);
  const wanted = collect(given, "scopes").filter((scope): scope is Scope => isScope(scope));
  const missing = missingScopes(wanted, actor.scopes);
  return missing.length > 0 ? { check: "grants", error: missingScopesError(missing) } : null;
}

/** Every text given under a name, at any depth, alone or in a list. */
function collect(value: unknown, name: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => collect(item, name));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === FREE) return [];
    if (key !== name) return collect(inner, name);
    return [inner].flat().filter((text) => typeof text === "string");
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
