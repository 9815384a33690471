import type { DocumentNode } from "graphql";
import { DOCUMENT_LIMITS } from "./document-limits.js";
import { type DocumentSize, measureDocument } from "./document-size.js";

interface Limit {
  readonly figure: keyof DocumentSize;
  readonly max: number;
  /** What was found, as a clause after which the limit is told. */
  readonly found: (count: string) => string;
  readonly remedy: string;
}

const SPLIT = "Split it into several requests.";

const LIMITS: readonly Limit[] = [
  {
    figure: "selections",
    max: DOCUMENT_LIMITS.selectionsMax,
    found: (count) => `The document makes ${count} selections with its fragments expanded`,
    remedy: SPLIT,
  },
  {
    figure: "depth",
    max: DOCUMENT_LIMITS.depthMax,
    found: (count) => `The document is ${count} fields deep`,
    remedy: "Ask for what is deeper by its id, in another request.",
  },
  {
    figure: "introspectionDepth",
    max: DOCUMENT_LIMITS.introspectionDepthMax,
    found: (count) => `The document's introspection is ${count} fields deep`,
    remedy: "Use graphql-js's introspection query.",
  },
  {
    figure: "aliases",
    max: DOCUMENT_LIMITS.aliasesMax,
    found: (count) => `The document has ${count} aliases with its fragments expanded`,
    remedy: SPLIT,
  },
  {
    figure: "rootFields",
    max: DOCUMENT_LIMITS.rootFieldsMax,
    found: (count) => `The document selects ${count} root fields in one operation`,
    remedy: SPLIT,
  },
  {
    figure: "directives",
    max: DOCUMENT_LIMITS.directivesMax,
    found: (count) => `The document has ${count} directives with its fragments expanded`,
    remedy: "Leave out what is not wanted before sending it.",
  },
];

/** How much of one of the document's limits is used. */
export interface LimitUse {
  readonly name: string;
  readonly used: number;
  readonly max: number;
}

/** How much a parsed document uses of each limit that its text alone decides. */
export function measureLimits(document: DocumentNode): LimitUse[] {
  const size = measureDocument(document);
  return [
    { name: "tokens", used: document.tokenCount ?? 0, max: DOCUMENT_LIMITS.tokensMax },
    ...LIMITS.map(({ figure, max }) => ({ name: figure, used: size[figure], max })),
  ];
}

/** Where counting ends to be of use, and figures of fragments that multiply each other begin. */
const TOLD_MAX = 100_000;

/**
 * The first limit that a parsed document breaks, as a sentence that names the limit, what was found
 * and what to do; null when there is none. To be asked before validation, which is dearer.
 */
export function findBrokenLimit(document: DocumentNode): string | null {
  const size = measureDocument(document);
  const broken = LIMITS.find(({ figure, max }) => size[figure] > max);
  if (!broken) return null;
  const found = size[broken.figure];
  const count = found > TOLD_MAX ? `more than ${TOLD_MAX}` : String(found);
  return `${broken.found(count)}; at most ${broken.max} are allowed. ${broken.remedy}`;
}
