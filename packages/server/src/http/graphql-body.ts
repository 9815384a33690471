import { hash } from "node:crypto";
import { badInput } from "../base/api-error.js";

/** A request's body, checked in its shape only. */
export interface GraphqlBody {
  /** Null when only the hash of a text was sent, that may have been kept. */
  readonly query: string | null;
  /** The SHA-256 of the text, in hexadecimal, when the client asks to have the text kept; checked against `query`. */
  readonly persistedHash: string | null;
  readonly variables: Record<string, unknown>;
  readonly operationName?: string;
}

const SHA256 = /^[0-9a-f]{64}$/;

/** Reads a body as GraphQL over HTTP and automatic persisted queries shape it; 400 says what is off. */
export function readGraphqlBody(body: unknown): GraphqlBody {
  if (!isRecord(body)) {
    throw badInput({
      body: "The body must be one JSON object with a query; batches are not taken.",
    });
  }
  const { query, variables, operationName, extensions } = body;
  const persistedHash = readPersistedHash(extensions);
  const isHashAlone = persistedHash !== null && (query === undefined || query === null);
  if (!isHashAlone && (typeof query !== "string" || query.trim() === "")) {
    throw badInput({ query: "query must be a GraphQL document." });
  }
  if (variables !== undefined && variables !== null && !isRecord(variables)) {
    throw badInput({ variables: "variables must be an object." });
  }
  if (operationName !== undefined && operationName !== null && typeof operationName !== "string") {
    throw badInput({ operationName: "operationName must be a string." });
  }
  const text = typeof query === "string" ? query : null;
  if (text !== null && persistedHash !== null && hash("sha256", text) !== persistedHash) {
    throw badInput({
      "extensions.persistedQuery.sha256Hash": "sha256Hash must be the SHA-256 of query.",
    });
  }
  return {
    query: text,
    persistedHash,
    variables: variables ?? {},
    ...(operationName ? { operationName } : {}),
  };
}

function readPersistedHash(extensions: unknown): string | null {
  if (extensions === undefined || extensions === null) return null;
  if (!isRecord(extensions)) throw badInput({ extensions: "extensions must be an object." });
  const persisted = extensions["persistedQuery"];
  if (persisted === undefined || persisted === null) return null;
  if (!isRecord(persisted) || persisted["version"] !== 1) {
    throw badInput({ "extensions.persistedQuery.version": "version must be 1." });
  }
  const sha256 = persisted["sha256Hash"];
  if (typeof sha256 !== "string" || !SHA256.test(sha256)) {
    throw badInput({
      "extensions.persistedQuery.sha256Hash": "sha256Hash must be 64 hexadecimal digits.",
    });
  }
  return sha256;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
