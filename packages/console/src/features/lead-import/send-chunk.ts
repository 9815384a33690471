import type { ApolloClient } from "@apollo/client";
import { type ApiFailure, readFailure } from "../../api/api-failure.js";
import { errorText } from "../../api/error-text.js";
import type { RowChunk } from "./chunk-rows.js";
import { ImportLeadsDocument } from "./lead-import.documents.js";
import type { SendOutcome } from "./upsert-run.js";

/** What passes by itself: the connection, a server that restarts. */
const PASSING: ReadonlySet<ApiFailure["code"]> = new Set([
  "NETWORK",
  "UNAVAILABLE",
  "REQUEST_TIMEOUT",
]);
const WAIT_MS = 5_000;

/** Where an import goes. */
export interface ImportPlace {
  readonly campaignId: string;
  /** Names the import; with a request's first row it is that request's idempotency key. Null for a dry run. */
  readonly importId: string | null;
}

/** Sends one request of an import; sent again, it does nothing a second time. */
export async function sendChunk(
  client: ApolloClient,
  { campaignId, importId }: ImportPlace,
  chunk: RowChunk,
): Promise<SendOutcome> {
  const leads = chunk.rows.map(({ input }) => input);
  const input =
    importId === null
      ? { campaignId, leads, dryRun: true }
      : { campaignId, leads, idempotencyKey: `${importId}-${chunk.start}` };
  try {
    const { data } = await client.mutate({
      mutation: ImportLeadsDocument,
      variables: { input },
      fetchPolicy: "no-cache",
    });
    const results = data?.upsertLeads?.results;
    return results ? { results } : { failure: errorText(null), isPassing: true };
  } catch (error) {
    const { code, retryAfterMs } = readFailure(error);
    if (code === "RATE_LIMITED") return { waitMs: retryAfterMs ?? WAIT_MS };
    return { failure: errorText(error), isPassing: PASSING.has(code) };
  }
}

/** A name that no other import has. */
export function newImportId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
