import { BlockList } from "node:net";
import type { Answer } from "./answer.js";
import type { DatabaseKind } from "./databases.js";
import { TestServer } from "./test-server.js";
import { type TestCaller, TestKey, TestWorkspace } from "./test-workspace.js";

const KEY = `id name description scopes status version expiresAt ipAllowlist start lastFour rotatedAt
  owner { id } secrets { id start lastFour closesAt firstUsedAt lastUsedAt lastUsedIp lastUsedUserAgent }`;

/** A server whose clock stands still until it is moved, and all that can be done to keys there over HTTP. */
export class KeyLife {
  /** The time on the server; each test begins with the real one. */
  now = new Date();

  private constructor(
    readonly server: TestServer,
    readonly workspace: TestWorkspace,
  ) {}

  static async start(kind: DatabaseKind): Promise<KeyLife> {
    const trustedProxies = new BlockList();
    trustedProxies.addAddress("127.0.0.1");
    const clock = { now: () => life?.now ?? new Date() };
    let life: KeyLife | null = null;
    const server = await TestServer.start(kind, { clock, config: { trustedProxies } });
    life = new KeyLife(server, await TestWorkspace.create(server));
    return life;
  }

  pass(milliseconds: number): void {
    this.now = new Date(this.now.getTime() + milliseconds);
  }

  create(
    input: Record<string, unknown>,
    caller: TestCaller = this.workspace.admin,
  ): Promise<Answer> {
    return caller.query(
      `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { ${KEY} } } }`,
      { input: { name: "Key", scopes: ["leads:read"], ...input } },
    );
  }

  /** A new key that must be made. */
  async createKey(input: Record<string, unknown> = {}): Promise<TestKey> {
    const { secret, apiKey } = (await this.create(input)).data.createApiKey;
    return new TestKey(this.server, apiKey.id, secret);
  }

  /** Any mutation that takes an input of its name and answers with the key. */
  act(
    action: string,
    input: Record<string, unknown>,
    caller: TestCaller = this.workspace.admin,
  ): Promise<Answer> {
    return caller.query(
      `mutation ($input: ${action[0]?.toUpperCase()}${action.slice(1)}Input!) { ${action}(input: $input) { apiKey { ${KEY} } } }`,
      { input },
    );
  }

  rotate(id: string, overlapSeconds = 0): Promise<Answer> {
    // A later request arrives later, which a stopped clock would not know.
    this.pass(1);
    return this.workspace.admin.query(
      `mutation ($input: RotateApiKeyInput!) { rotateApiKey(input: $input) { secret apiKey { ${KEY} } } }`,
      { input: { id, overlapSeconds } },
    );
  }

  /** The key as an admin sees it. */
  async read(id: string) {
    const answer = await this.workspace.admin.query(
      `query ($id: ID!) { apiKey(id: $id) { ${KEY} } }`,
      { id },
    );
    return answer.data.apiKey;
  }

  /** A request with the key from an address. */
  from(key: TestKey, address: string, userAgent = "test"): Promise<Answer> {
    return this.server.post(
      "{ context { scopes } }",
      {},
      { ...key.headers, "x-forwarded-for": address, "user-agent": userAgent },
    );
  }
}
