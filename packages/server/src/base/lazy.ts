import { type GraphQLSchema, isObjectType } from "graphql";
import { Extensions } from "type-graphql";

/** Marks a field whose value is a function, called only when the field is asked for. */
export function Lazy(): PropertyDecorator {
  return Extensions({ isLazy: true }) as PropertyDecorator;
}

/**
 * Gives lazy fields their resolver. graphql-js would call the function by itself; a compiled
 * operation takes a field without a resolver as it is.
 */
export function resolveLazyFields(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.extensions["isLazy"] !== true) continue;
      field.resolve = (source: Readonly<Record<string, () => unknown>>) => source[field.name]?.();
    }
  }
}
