/** Who a request of the explorer is sent as: the person signed in, or a key that was pasted. */
export type Sender =
  | { readonly kind: "session"; readonly workspace: string }
  | { readonly kind: "key"; readonly key: string };

/** What a request asks. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Record<string, unknown>;
}

/** What came back. */
export interface OperationAnswer {
  readonly status: number;
  readonly durationMs: number;
  /** The headers that speak of limits and of the request, as name and value. */
  readonly headers: readonly (readonly [string, string])[];
  /** The body, laid out when it is JSON. */
  readonly body: string;
}

const HEADERS_SHOWN = /^(x-ratelimit-|ratelimit|retry-after|x-request-id|www-authenticate)/;

/** Sends an operation. A key goes alone, without the session's cookie: both together are refused. */
export async function sendOperation(
  sender: Sender,
  request: OperationRequest,
): Promise<OperationAnswer> {
  const startedAt = performance.now();
  const response = await fetch("/graphql", {
    method: "POST",
    credentials: sender.kind === "key" ? "omit" : "same-origin",
    headers: {
      "content-type": "application/json",
      ...(sender.kind === "key"
        ? { "x-api-key": sender.key }
        : { "x-workspace": sender.workspace }),
    },
    body: JSON.stringify(request),
  });
  const text = await response.text();
  return {
    status: response.status,
    durationMs: performance.now() - startedAt,
    headers: [...response.headers].filter(([name]) => HEADERS_SHOWN.test(name)),
    body: laidOut(text),
  };
}

function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
