import { DEFAULT_RATE_LIMIT_MAX, type Scope } from "@latchkey/shared";
import type { Rows } from "../data/rows.js";

/** A key just made, and its secret. */
export interface NewKey {
  readonly id: string;
  readonly secret: string;
}

/** The admin of a running Latchkey, over its public API like anybody else. */
export class LatchkeyAdmin {
  private constructor(
    private readonly url: string,
    private readonly headers: Record<string, string>,
  ) {}

  static async signIn(port: number, rows: Rows): Promise<LatchkeyAdmin> {
    const url = `http://127.0.0.1:${port}/graphql`;
    const response = await post(url, {}, SIGN_IN, {
      input: { email: rows.admin.email, password: rows.password },
    });
    const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
    return new LatchkeyAdmin(url, { cookie, "x-workspace": rows.workspace.slug });
  }

  /** Creates a key; it may be used as often as any key may, unless a limit for an hour is named. */
  async createKey(
    scopes: readonly Scope[] = ["leads:read"],
    hourlyLimit = DEFAULT_RATE_LIMIT_MAX,
  ): Promise<NewKey> {
    const rateLimits = [{ windowSeconds: 3_600, limit: hourlyLimit }];
    const { createApiKey } = await this.ask<{
      createApiKey: { apiKey: { id: string }; secret: string };
    }>(CREATE_KEY, {
      input: { name: "Bench", scopes, rateLimits },
    });
    return { id: createApiKey.apiKey.id, secret: createApiKey.secret };
  }

  /** The keys that share the load of one contender. */
  async createKeys(count: number, scopes?: readonly Scope[]): Promise<string[]> {
    const secrets: string[] = [];
    for (let index = 0; index < count; index += 1) {
      secrets.push((await this.createKey(scopes)).secret);
    }
    return secrets;
  }

  async revokeKey(id: string): Promise<void> {
    await this.ask(REVOKE_KEY, { input: { id } });
  }

  private async ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const response = await post(this.url, this.headers, query, variables);
    const { data }: { data: Data } = JSON.parse(await response.text());
    return data;
  }
}

const SIGN_IN = "mutation ($input: SignInInput!) { signIn(input: $input) { user { id } } }";
const CREATE_KEY =
  "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } secret } }";
const REVOKE_KEY =
  "mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { apiKey { id } } }";

async function post(
  url: string,
  headers: Record<string, string>,
  query: string,
  variables: Record<string, unknown>,
): Promise<Response> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  });
  if (!response.ok) throw new Error(`${query}\n${response.status} ${await response.text()}`);
  return response;
}
