import { registerEnumType } from "type-graphql";

/** By what a list is sorted. */
export enum ListOrder {
  CREATED_AT_DESC = "CREATED_AT_DESC",
  CREATED_AT_ASC = "CREATED_AT_ASC",
  UPDATED_AT_DESC = "UPDATED_AT_DESC",
  UPDATED_AT_ASC = "UPDATED_AT_ASC",
  NAME_ASC = "NAME_ASC",
  NAME_DESC = "NAME_DESC",
}

registerEnumType(ListOrder, {
  name: "ListOrder",
  description:
    "By what a list is sorted. Names whatever their case and accents, by their first 100 characters. Pages of one order hold while rows are added; a row that is changed can move past the cursor.",
});

/** What rows are sorted by; those that are equal in it, and those without one, by their ids, which sort by creation. */
export interface RowOrder {
  readonly name: ListOrder;
  readonly property: "updatedAt" | "nameKey" | null;
  readonly isDescending: boolean;
}

const ORDERS: Readonly<Record<ListOrder, RowOrder>> = {
  CREATED_AT_DESC: { name: ListOrder.CREATED_AT_DESC, property: null, isDescending: true },
  CREATED_AT_ASC: { name: ListOrder.CREATED_AT_ASC, property: null, isDescending: false },
  UPDATED_AT_DESC: { name: ListOrder.UPDATED_AT_DESC, property: "updatedAt", isDescending: true },
  UPDATED_AT_ASC: { name: ListOrder.UPDATED_AT_ASC, property: "updatedAt", isDescending: false },
  NAME_ASC: { name: ListOrder.NAME_ASC, property: "nameKey", isDescending: false },
  NAME_DESC: { name: ListOrder.NAME_DESC, property: "nameKey", isDescending: true },
};

/** What a list's order means to its rows. */
export function rowOrder(order: ListOrder): RowOrder {
  return ORDERS[order];
}
