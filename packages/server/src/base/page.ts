import type { Scope } from "@latchkey/shared";
import { ArgsType, type ClassType, Field, Int, ObjectType } from "type-graphql";
import { badInput } from "./api-error.js";
import { Lazy } from "./lazy.js";
import { ListOrder, type RowOrder, rowOrder } from "./list-order.js";
import { Public, RequiresScope } from "./requires-scope.js";

/** Most rows a page can have. */
export const PAGE_MAX = 100;

/** What every list takes: how many rows, and after which one. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    defaultValue: 20,
    description: "How many rows to return, 1 to 100.",
  })
  first!: number;

  @Field(() => String, {
    nullable: true,
    description: "The `endCursor` of the page before; the first page without it.",
  })
  after?: string | null;
}

/** What a list that can be sorted takes. */
@ArgsType()
export class OrderedPageArgs extends PageArgs {
  @Field(() => ListOrder, { defaultValue: ListOrder.CREATED_AT_DESC })
  order!: ListOrder;
}

/** Where a page stands in its list (Relay Cursor Connections). */
@Public()
@ObjectType({
  description: "Where a page stands in its list (Relay Cursor Connections).",
  simpleResolvers: true,
})
export class PageInfo {
  @Field(() => Boolean, { description: "Whether there are rows after this page." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Whether there are rows before this page." })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "The first row's cursor." })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: "The last row's cursor, for `after`." })
  endCursor!: string | null;
}

/** One page of a list; `totalCount` is counted only when it is asked for. */
export interface Connection<T> {
  readonly nodes: readonly T[];
  readonly edges: () => ReadonlyArray<{ cursor: string; node: T }>;
  readonly pageInfo: PageInfo;
  readonly totalCount: () => Promise<number>;
}

/** A checked page request: how many rows, in which order, and the row after which they begin. */
export interface PageRequest {
  readonly limit: number;
  readonly order: RowOrder;
  readonly afterId: string | null;
  /** What the row before is sorted by, where that is not its id. */
  readonly afterKey: string | Date | null;
}

const NEWEST_FIRST = rowOrder(ListOrder.CREATED_AT_DESC);
/** An id; for rows that are sorted by something else also their order and what it is. */
const CURSOR = /^([0-9a-f-]{36})(?::([A-Z_]+):(.*))?$/s;
const EPOCH_MS = /^\d{1,15}$/;
const KEY_MAX = 400;
/** The last instant that databases can hold. */
const LAST_MS = Date.UTC(9999, 0);

/** Checks `first` and `after`; 400 with the argument's name when one is off. */
export function readPage(args: PageArgs, order: RowOrder = NEWEST_FIRST): PageRequest {
  assertFirst(args.first);
  const limit = args.first;
  if (args.after === undefined || args.after === null) {
    return { limit, order, afterId: null, afterKey: null };
  }
  const [, afterId, name, key] =
    CURSOR.exec(Buffer.from(args.after, "base64url").toString("utf8")) ?? [];
  const afterKey = name === order.name && key !== undefined ? readKey(order, key) : null;
  const isOfOrder = order.property === null ? name === undefined : afterKey !== null;
  if (afterId === undefined || !isOfOrder) {
    throw badInput({ after: "after must be the endCursor of an earlier page in the same order." });
  }
  return { limit, order, afterId, afterKey };
}

/** 400 for a number of rows that is out of bounds. */
export function assertFirst(first: number): void {
  if (first >= 1 && first <= PAGE_MAX) return;
  throw badInput({ first: `first must be from 1 to ${PAGE_MAX}.` });
}

/** Builds a page from up to `limit + 1` rows; the one too many only says that there is more. */
export function toConnection<T extends { readonly id: string }>(
  page: PageRequest,
  rows: readonly T[],
  totalCount: () => Promise<number>,
): Connection<T> {
  const nodes = rows.slice(0, page.limit);
  const cursorOf = (row: T | undefined) => (row ? writeCursor(page.order, row) : null);
  return {
    nodes,
    edges: () => nodes.map((node) => ({ cursor: writeCursor(page.order, node), node })),
    pageInfo: {
      hasNextPage: rows.length > page.limit,
      hasPreviousPage: page.afterId !== null,
      startCursor: cursorOf(nodes[0]),
      endCursor: cursorOf(nodes.at(-1)),
    },
    totalCount,
  };
}

function writeCursor(order: RowOrder, row: { readonly id: string }): string {
  const { name, property } = order;
  const text = property === null ? row.id : `${row.id}:${name}:${writeKey(row, property)}`;
  return Buffer.from(text, "utf8").toString("base64url");
}

function writeKey(row: object, property: string): string {
  const value: unknown = Object.entries(row).find(([name]) => name === property)?.[1];
  return value instanceof Date ? String(value.getTime()) : String(value);
}

function readKey({ property }: RowOrder, text: string): string | Date | null {
  if (property !== "updatedAt") return text.length <= KEY_MAX ? text : null;
  return EPOCH_MS.test(text) && Number(text) < LAST_MS ? new Date(Number(text)) : null;
}

/** The GraphQL connection type of a node type, under the same scope as the node. */
export function connectionOf<T extends object>(
  node: ClassType<T>,
  scope: Scope,
): ClassType<Connection<T>> {
  const name = node.name;

  @RequiresScope(scope)
  @ObjectType(`${name}Edge`, {
    description: "One row and its place in the list.",
    simpleResolvers: true,
  })
  class Edge {
    @Field(() => String, { description: "Opaque; for `after`." })
    cursor!: string;

    @Field(() => node)
    node!: T;
  }

  @RequiresScope(scope)
  @ObjectType(`${name}Connection`, {
    description: "One page of the list, newest first unless its order says otherwise.",
    simpleResolvers: true,
  })
  class PageOfNodes {
    @Field(() => [node], { description: "The rows, without their cursors." })
    nodes!: readonly T[];

    @Lazy()
    @Field(() => [Edge])
    edges!: () => readonly Edge[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;

    @Lazy()
    @Field(() => Int, { description: "Rows in the whole list under the same filter." })
    totalCount!: () => Promise<number>;
  }
  return PageOfNodes;
}
