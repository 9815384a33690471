/** A fragment that says which fields a resource has in REST; a component of the OpenAPI document by the same name. */
export interface Representation {
  readonly name: string;
  /** The GraphQL type it is of. */
  readonly type: string;
  readonly fields: string;
}

/** What is asked of an operation's root field, and what becomes of its value. */
export type RestAnswer =
  /** 200 and the value, or the part of it that is named. */
  | { readonly kind: "value"; readonly selection: string; readonly part?: string }
  /** 201, the part that is named, and where it is found. */
  | { readonly kind: "created"; readonly selection: string; readonly part: string }
  /** 200 and a page of a connection's rows. */
  | { readonly kind: "page"; readonly row: Representation }
  /** 204 and no body. */
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

/** One resource, as the value itself. */
export function one(row: Representation): RestAnswer {
  return { kind: "value", selection: spread(row) };
}

/** One resource, out of a mutation's payload. */
export function partOf(part: string, row: Representation): RestAnswer {
  return { kind: "value", selection: `${part} { ${spread(row)} }`, part };
}

/** A resource that is new, out of a mutation's payload. */
export function created(part: string, row: Representation): RestAnswer {
  return { kind: "created", selection: `${part} { ${spread(row)} }`, part };
}

/** A page of resources. */
export function pageOf(row: Representation): RestAnswer {
  return { kind: "page", row };
}

/** Nothing, once it is done; `selection` is what there is to select. */
export function nothing(selection: string): RestAnswer {
  return { kind: "nothing", selection };
}

/** A representation within a selection. */
export function spread({ name }: Representation): string {
  return `...${name}`;
}
