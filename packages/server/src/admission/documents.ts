import { hash } from "node:crypto";
import { redactKeys } from "@latchkey/shared";
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import { LRUCache } from "lru-cache";
import { type ApiError, badInput } from "../base/api-error.js";
import { findBrokenLimit } from "./broken-limit.js";
import { documentError } from "./document-error.js";
import { DOCUMENT_LIMITS } from "./document-limits.js";

/** A document that may be run, or everything that is wrong with it. */
export type ReadDocument =
  | { readonly outcome: "read"; readonly document: DocumentNode }
  | { readonly outcome: "refused"; readonly errors: readonly ApiError[] };

/** How much is kept of documents: how many, and about how many bytes in memory. */
export interface KeptSize {
  readonly entries: number;
  readonly bytes: number;
}

/** Who sends a document: somebody with a key or a session, or anybody. */
export type Audience = "callers" | "strangers";

const KEPT_MAX: Readonly<Record<Audience, KeptSize>> = {
  callers: { entries: 5000, bytes: 32 * 1024 * 1024 },
  strangers: { entries: 100, bytes: 1024 * 1024 },
};
/** Measured at 150 for the syntax tree without positions; the rest is for the operation's plan. */
const BYTES_PER_TOKEN = 250;
const BYTES_PER_ERROR = 2000;

/**
 * Reads documents: parsed, held against the limits and validated once, then kept under the hash of
 * their text until newer ones need the room. What is planned of a document is kept by its nodes and
 * goes with it. Strangers' documents have a room of their own, so that they push nobody else's out.
 */
export class Documents {
  private readonly kept: Readonly<Record<Audience, LRUCache<string, ReadDocument>>>;

  constructor(
    private readonly schema: GraphQLSchema,
    keptMax: Readonly<Record<Audience, KeptSize>> = KEPT_MAX,
  ) {
    this.kept = {
      callers: createCache(keptMax.callers),
      strangers: createCache(keptMax.strangers),
    };
  }

  /** The document of a text, or why it is refused. */
  read(text: string, audience: Audience = "callers"): ReadDocument {
    const key = hash("sha256", text);
    const known = this.kept[audience].get(key);
    if (known) return known;
    const read = readDocument(text, this.schema);
    // What somebody wrote a key into is read again each time: a key must not be kept in clear.
    if (redactKeys(text) === text) this.kept[audience].set(key, read, { size: sizeOf(text, read) });
    return read;
  }

  /** The document kept under the SHA-256, in hexadecimal, of its text. */
  find(sha256: string): DocumentNode | undefined {
    const read = this.kept.callers.get(sha256) ?? this.kept.strangers.get(sha256);
    return read?.outcome === "read" ? read.document : undefined;
  }

  /** How much is kept now. */
  measure(audience: Audience): KeptSize {
    const { size, calculatedSize } = this.kept[audience];
    return { entries: size, bytes: calculatedSize };
  }
}

function createCache({ entries, bytes }: KeptSize): LRUCache<string, ReadDocument> {
  return new LRUCache({ max: entries, maxSize: bytes });
}

function readDocument(text: string, schema: GraphQLSchema): ReadDocument {
  const { tokensMax, validationErrorsMax: maxErrors } = DOCUMENT_LIMITS;
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: tokensMax });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { outcome: "refused", errors: [documentError(error)] };
  }
  const broken = findBrokenLimit(document);
  if (broken) return { outcome: "refused", errors: [badInput({ query: broken })] };
  const errors = validate(schema, document, specifiedRules, { maxErrors });
  if (errors.length > 0) {
    // One more may say that there would be more.
    return { outcome: "refused", errors: errors.slice(0, maxErrors).map(documentError) };
  }
  // Positions are for the errors alone, and weigh half as much as all the rest.
  return { outcome: "read", document: parse(text, { noLocation: true }) };
}

/** About the bytes that a read document holds in memory; the tree's names may hold on to the text. */
function sizeOf(text: string, read: ReadDocument): number {
  if (read.outcome === "refused") return read.errors.length * BYTES_PER_ERROR;
  return text.length * 2 + (read.document.tokenCount ?? 0) * BYTES_PER_TOKEN;
}
