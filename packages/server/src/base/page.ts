import type { Scope } from "@latchkey/shared";
import { ArgsType, type ClassType, Field, Int, ObjectType } from "type-graphql";
import { badInput } from "./api-error.js";
import { Lazy } from "./lazy.js";
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

/** A checked page request: how many rows, and the id after which they begin. */
export interface PageRequest {
  readonly limit: number;
  readonly afterId: string | null;
}

const ID = /^[0-9a-f-]{36}$/;

/** Checks `first` and `after`; 400 with the argument's name when one is off. */
export function readPage(args: PageArgs): PageRequest {
  if (args.first < 1 || args.first > PAGE_MAX) {
    throw badInput({ first: `first must be from 1 to ${PAGE_MAX}.` });
  }
  if (args.after === undefined || args.after === null) return { limit: args.first, afterId: null };
  const afterId = Buffer.from(args.after, "base64url").toString("utf8");
  if (!ID.test(afterId)) {
    throw badInput({ after: "after must be the endCursor of an earlier page." });
  }
  return { limit: args.first, afterId };
}

/** Builds a page from up to `limit + 1` rows; the one too many only says that there is more. */
export function toConnection<T extends { readonly id: string }>(
  page: PageRequest,
  rows: readonly T[],
  totalCount: () => Promise<number>,
): Connection<T> {
  const nodes = rows.slice(0, page.limit);
  const cursorOf = (row: T | undefined) =>
    row ? Buffer.from(row.id, "utf8").toString("base64url") : null;
  return {
    nodes,
    edges: () => nodes.map((node) => ({ cursor: cursorOf(node) ?? "", node })),
    pageInfo: {
      hasNextPage: rows.length > page.limit,
      hasPreviousPage: page.afterId !== null,
      startCursor: cursorOf(nodes[0]),
      endCursor: cursorOf(nodes.at(-1)),
    },
    totalCount,
  };
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
    description: "One page of the list, newest first.",
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
