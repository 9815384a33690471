import { Answer } from "./answer.js";
import type { TestServer } from "./test-server.js";

/** Sends one request over REST; a body that is no text goes as JSON. */
export async function sendRest(
  server: TestServer,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: unknown,
): Promise<Answer> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type: Record<string, string> =
    body === undefined ? {} : { "content-type": "application/json" };
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { ...type, ...headers },
    ...(text === undefined ? {} : { body: text }),
  });
  return Answer.of(response, `${method} ${path} ${text ?? ""}`);
}
