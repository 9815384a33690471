import { ApolloClient, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { CombinedGraphQLErrors, ServerError } from "@apollo/client/errors";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { cacheExchange, fetchExchange, Client as UrqlClient } from "@urql/core";
import { ClientError, GraphQLClient } from "graphql-request";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const LIST = "query List { leads(first: 2) { nodes { name } } }";
const CREATE =
  "mutation Create($input: CreateLeadInput!) { createLead(input: $input) { lead { name } } }";

type Variables = Record<string, unknown>;

/** What a program sees of an answer through its client. */
interface Seen {
  readonly data?: unknown;
  readonly status?: number;
  readonly message?: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

type Send = (url: string, key: string, document: string, variables: Variables) => Promise<Seen>;

function ofError(status: number | undefined, error: unknown): Seen {
  const { message, extensions } = error as Pick<Required<Seen>, "message" | "extensions">;
  return { ...(status === undefined ? {} : { status }), message, extensions };
}

const CLIENTS: Readonly<Record<string, Send>> = {
  async fetch(url, key, query, variables) {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "x-api-key": key },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = JSON.parse(await response.text());
    return errors ? ofError(response.status, errors[0]) : { data };
  },

  async "Apollo Client"(uri, key, document, variables) {
    const client = new ApolloClient({
      link: new HttpLink({ uri, headers: { "x-api-key": key } }),
      cache: new InMemoryCache(),
    });
    try {
      const isMutation = document.startsWith("mutation");
      const { data } = isMutation
        ? await client.mutate({ mutation: gql(document), variables })
        : await client.query({ query: gql(document), variables });
      return { data };
    } catch (error) {
      if (CombinedGraphQLErrors.is(error)) return ofError(undefined, error.errors[0]);
      if (!ServerError.is(error)) throw error;
      return ofError(error.statusCode, JSON.parse(error.bodyText).errors[0]);
    }
  },

  async "graphql-request"(url, key, document, variables) {
    const client = new GraphQLClient(url, { headers: { "x-api-key": key } });
    try {
      return { data: await client.request(document, variables) };
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      return ofError(error.response.status, error.response.errors?.[0]);
    }
  },

  async urql(url, key, document, variables) {
    const client = new UrqlClient({
      url,
      preferGetMethod: false,
      exchanges: [cacheExchange, fetchExchange],
      fetchOptions: { headers: { "x-api-key": key } },
    });
    const { data, error } = document.startsWith("mutation")
      ? await client.mutation(document, variables).toPromise()
      : await client.query(document, variables).toPromise();
    if (!error) return { data };
    return ofError((error.response as Response | undefined)?.status, error.graphQLErrors[0]);
  },
};

describe.each(Object.entries(CLIENTS))("with %s", (_name, send) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let writer: TestKey;

  beforeAll(async () => {
    server = await TestServer.start("sqlite");
    workspace = await TestWorkspace.create(server);
    writer = await workspace.createKey(["leads:write"]);
  });
  afterAll(() => server.stop());

  const see = (key: string, document: string, variables: Variables = {}) =>
    send(`${server.url}/graphql`, key, document, variables);
  const newLead = (more: Variables = {}) => ({
    input: {
      campaignId: workspace.campaigns[0].id,
      name: "Ada",
      email: "ada@example.com",
      ...more,
    },
  });

  test("a mutation is done, and a query finds what it did", async () => {
    expect(await see(writer.secret, CREATE, newLead())).toMatchObject({
      data: { createLead: { lead: { name: "Ada" } } },
    });
    expect(await see(writer.secret, LIST)).toMatchObject({
      data: { leads: { nodes: [{ name: "Ada" }] } },
    });
  });

  test("an unknown key is seen as 401, in the contract's words", async () => {
    expect(await see("not-a-key", LIST)).toMatchObject({
      status: 401,
      message: "Invalid or inactive API key",
      extensions: { code: "UNAUTHENTICATED", decisionId: expect.any(String) },
    });
  });

  test("a missing scope is seen as 403, with its name", async () => {
    const reader = await workspace.createKey(["leads:read"]);
    expect(await see(reader.secret, CREATE, newLead())).toMatchObject({
      status: 403,
      message: "Insufficient permissions",
      extensions: { code: "FORBIDDEN", missingScopes: ["leads:write"] },
    });
  });

  test("a full window is seen as 429, with when to come back", async () => {
    const slow = await workspace.createKey(["leads:read"], {
      rateLimits: [{ windowSeconds: 3600, limit: 1 }],
    });
    expect(await see(slow.secret, LIST)).toHaveProperty("data");
    expect(await see(slow.secret, LIST)).toMatchObject({
      status: 429,
      message: "Too Many Requests",
      extensions: { code: "RATE_LIMITED", limit: 1, resetAt: expect.any(String) },
    });
  });

  test("a wrong field is seen as 400, with its path and a sentence", async () => {
    expect(await see(writer.secret, CREATE, newLead({ email: "nobody" }))).toMatchObject({
      status: 400,
      extensions: {
        code: "BAD_USER_INPUT",
        fields: { "input.email": expect.any(String) },
      },
    });
  });
});
