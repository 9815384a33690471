/** A fragment that says which fields a resource has in REST; a component of the OpenAPI document by the same name. */
export interface Representation {
  readonly name: string;
  /** The GraphQL type it is of. */
  readonly type: string;
  readonly fields: string;
}

/** What is asked of an operation's root field, and what becomes of its value. */
export type RestAnswer =
  /** 200 and the value, which is a resource. */
  | { readonly kind: "resource"; readonly row: Representation }
  /** The resource under this name in a mutation's payload: 200, or 201 and where it is found. */
  | { readonly kind: "changed" | "created"; readonly part: string; readonly row: Representation }
  /** 200 and a mutation's whole payload. */
  | { readonly kind: "payload"; readonly selection: string }
  /** 200 and a page of a connection's rows. */
  | { readonly kind: "page"; readonly row: Representation }
  /** 204 and no body; `selection` is what there is to select. */
  | { readonly kind: "nothing"; readonly selection: string };

/** A GraphQL operation of one root field, as it is asked for over REST. */
export interface RestOperation {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Under `/api/v1`. What follows a colon is the argument of that name, or the input's field, or the one item of the list whose name has an s more. */
  readonly path: string;
  /** The query that a GET is, or the mutation that another method is. */
  readonly field: string;
  /** What OpenAPI calls it, where the field's name is another operation's. */
  readonly operationId?: string;
  /** A few words, in the imperative. */
  readonly summary: string;
  readonly answer: RestAnswer;
  /** Takes the idempotency key in the header `Idempotency-Key`, too, and a body of 1 MB. */
  readonly isBulk?: true;
}

/** What is selected of an operation's root field. */
export function selectionOf({ answer }: RestOperation): string {
  switch (answer.kind) {
    case "resource":
      return spread(answer.row);
    case "changed":
    case "created":
      return `${answer.part} { ${spread(answer.row)} }`;
    case "page":
      return `nodes { ${spread(answer.row)} } pageInfo { hasNextPage endCursor } totalCount @include(if: $totalCount)`;
    case "payload":
    case "nothing":
      return answer.selection;
  }
}

/** A representation within a selection. */
export function spread({ name }: Representation): string {
  return `...${name}`;
}
