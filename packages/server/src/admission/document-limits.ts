/** What a GraphQL document may be at most. docs/document-limits.md says what each means to a client. */
export const DOCUMENT_LIMITS = {
  /** Lexical tokens; a longer document is not even parsed to its end. */
  tokensMax: 1000,
  /** Fields inside each other, the root field being the first. */
  depthMax: 8,
  /** The same from `__schema` or `__type` on; the standard introspection query has 15. */
  introspectionDepthMax: 20,
  aliasesMax: 15,
  rootFieldsMax: 10,
  directivesMax: 10,
  /** Selections with every fragment expanded wherever it is spread. */
  selectionsMax: 500,
  /** Validation stops at, and tells, so many errors. */
  validationErrorsMax: 5,
  /** Objects that one answer could hold, by the page sizes asked for. */
  objectsMax: 10_000,
} as const;
