/* eslint-disable */
import * as types from './graphql.js';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  fragment ApiKeyRow on ApiKey {\n    id\n    name\n    description\n    environment\n    start\n    lastFour\n    scopes\n    campaign {\n      id\n      name\n    }\n    status\n    owner {\n      id\n      name\n    }\n    createdAt\n    lastUsedAt\n    revokedAt\n  }\n": typeof types.ApiKeyRowFragmentDoc,
    "\n  query ApiKeys($after: String) {\n    apiKeys(first: 50, after: $after) {\n      nodes {\n        ...ApiKeyRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": typeof types.ApiKeysDocument,
    "\n  query CampaignChoices {\n    campaigns(first: 100) {\n      nodes {\n        id\n        name\n      }\n      totalCount\n    }\n  }\n": typeof types.CampaignChoicesDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      apiKey {\n        id\n        name\n        scopes\n      }\n      secret\n    }\n  }\n": typeof types.CreateApiKeyDocument,
    "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      apiKey {\n        id\n        status\n        revokedAt\n      }\n    }\n  }\n": typeof types.RevokeApiKeyDocument,
    "\n  fragment RequestLogRow on RequestLog {\n    id\n    at\n    apiKey {\n      id\n      name\n      start\n      lastFour\n    }\n    operationName\n    operationType\n    rootFields\n    method\n    endpoint\n    campaign {\n      id\n      name\n    }\n    statusCode\n    errorCode\n    reason\n    durationMs\n  }\n": typeof types.RequestLogRowFragmentDoc,
    "\n  query RequestLogs($filter: RequestLogFilter, $after: String) {\n    requestLogs(filter: $filter, first: 25, after: $after) {\n      nodes {\n        ...RequestLogRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.RequestLogsDocument,
    "\n  query RequestStats($filter: RequestLogFilter, $intervalSeconds: Int) {\n    requestStats(filter: $filter, intervalSeconds: $intervalSeconds) {\n      total\n      errors\n      successRate\n      averageMs\n      buckets {\n        at\n        total\n        errors\n      }\n    }\n  }\n": typeof types.RequestStatsDocument,
    "\n  query KeyChoices {\n    apiKeys(first: 100) {\n      nodes {\n        id\n        name\n        start\n        status\n      }\n    }\n  }\n": typeof types.KeyChoicesDocument,
    "\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      user {\n        id\n      }\n    }\n  }\n": typeof types.SignInDocument,
    "\n  mutation SignOut {\n    signOut {\n      signedOut\n    }\n  }\n": typeof types.SignOutDocument,
    "\n  query WorkspaceShell {\n    context {\n      workspace {\n        id\n        name\n        slug\n      }\n      scopes\n      user {\n        id\n        email\n        name\n        role\n        isPlatformAdmin\n      }\n    }\n    workspaces {\n      workspace {\n        id\n        name\n        slug\n      }\n    }\n  }\n": typeof types.WorkspaceShellDocument,
    "\n  query Home {\n    context {\n      user {\n        id\n        isPlatformAdmin\n      }\n    }\n    workspaces {\n      workspace {\n        id\n        slug\n      }\n    }\n  }\n": typeof types.HomeDocument,
    "\n  mutation CreateWorkspace($input: CreateWorkspaceInput!) {\n    createWorkspace(input: $input) {\n      workspace {\n        id\n        slug\n      }\n    }\n  }\n": typeof types.CreateWorkspaceDocument,
};
const documents: Documents = {
    "\n  fragment ApiKeyRow on ApiKey {\n    id\n    name\n    description\n    environment\n    start\n    lastFour\n    scopes\n    campaign {\n      id\n      name\n    }\n    status\n    owner {\n      id\n      name\n    }\n    createdAt\n    lastUsedAt\n    revokedAt\n  }\n": types.ApiKeyRowFragmentDoc,
    "\n  query ApiKeys($after: String) {\n    apiKeys(first: 50, after: $after) {\n      nodes {\n        ...ApiKeyRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n": types.ApiKeysDocument,
    "\n  query CampaignChoices {\n    campaigns(first: 100) {\n      nodes {\n        id\n        name\n      }\n      totalCount\n    }\n  }\n": types.CampaignChoicesDocument,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      apiKey {\n        id\n        name\n        scopes\n      }\n      secret\n    }\n  }\n": types.CreateApiKeyDocument,
    "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      apiKey {\n        id\n        status\n        revokedAt\n      }\n    }\n  }\n": types.RevokeApiKeyDocument,
    "\n  fragment RequestLogRow on RequestLog {\n    id\n    at\n    apiKey {\n      id\n      name\n      start\n      lastFour\n    }\n    operationName\n    operationType\n    rootFields\n    method\n    endpoint\n    campaign {\n      id\n      name\n    }\n    statusCode\n    errorCode\n    reason\n    durationMs\n  }\n": types.RequestLogRowFragmentDoc,
    "\n  query RequestLogs($filter: RequestLogFilter, $after: String) {\n    requestLogs(filter: $filter, first: 25, after: $after) {\n      nodes {\n        ...RequestLogRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.RequestLogsDocument,
    "\n  query RequestStats($filter: RequestLogFilter, $intervalSeconds: Int) {\n    requestStats(filter: $filter, intervalSeconds: $intervalSeconds) {\n      total\n      errors\n      successRate\n      averageMs\n      buckets {\n        at\n        total\n        errors\n      }\n    }\n  }\n": types.RequestStatsDocument,
    "\n  query KeyChoices {\n    apiKeys(first: 100) {\n      nodes {\n        id\n        name\n        start\n        status\n      }\n    }\n  }\n": types.KeyChoicesDocument,
    "\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      user {\n        id\n      }\n    }\n  }\n": types.SignInDocument,
    "\n  mutation SignOut {\n    signOut {\n      signedOut\n    }\n  }\n": types.SignOutDocument,
    "\n  query WorkspaceShell {\n    context {\n      workspace {\n        id\n        name\n        slug\n      }\n      scopes\n      user {\n        id\n        email\n        name\n        role\n        isPlatformAdmin\n      }\n    }\n    workspaces {\n      workspace {\n        id\n        name\n        slug\n      }\n    }\n  }\n": types.WorkspaceShellDocument,
    "\n  query Home {\n    context {\n      user {\n        id\n        isPlatformAdmin\n      }\n    }\n    workspaces {\n      workspace {\n        id\n        slug\n      }\n    }\n  }\n": types.HomeDocument,
    "\n  mutation CreateWorkspace($input: CreateWorkspaceInput!) {\n    createWorkspace(input: $input) {\n      workspace {\n        id\n        slug\n      }\n    }\n  }\n": types.CreateWorkspaceDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ApiKeyRow on ApiKey {\n    id\n    name\n    description\n    environment\n    start\n    lastFour\n    scopes\n    campaign {\n      id\n      name\n    }\n    status\n    owner {\n      id\n      name\n    }\n    createdAt\n    lastUsedAt\n    revokedAt\n  }\n"): (typeof documents)["\n  fragment ApiKeyRow on ApiKey {\n    id\n    name\n    description\n    environment\n    start\n    lastFour\n    scopes\n    campaign {\n      id\n      name\n    }\n    status\n    owner {\n      id\n      name\n    }\n    createdAt\n    lastUsedAt\n    revokedAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiKeys($after: String) {\n    apiKeys(first: 50, after: $after) {\n      nodes {\n        ...ApiKeyRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query ApiKeys($after: String) {\n    apiKeys(first: 50, after: $after) {\n      nodes {\n        ...ApiKeyRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CampaignChoices {\n    campaigns(first: 100) {\n      nodes {\n        id\n        name\n      }\n      totalCount\n    }\n  }\n"): (typeof documents)["\n  query CampaignChoices {\n    campaigns(first: 100) {\n      nodes {\n        id\n        name\n      }\n      totalCount\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      apiKey {\n        id\n        name\n        scopes\n      }\n      secret\n    }\n  }\n"): (typeof documents)["\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      apiKey {\n        id\n        name\n        scopes\n      }\n      secret\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      apiKey {\n        id\n        status\n        revokedAt\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      apiKey {\n        id\n        status\n        revokedAt\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RequestLogRow on RequestLog {\n    id\n    at\n    apiKey {\n      id\n      name\n      start\n      lastFour\n    }\n    operationName\n    operationType\n    rootFields\n    method\n    endpoint\n    campaign {\n      id\n      name\n    }\n    statusCode\n    errorCode\n    reason\n    durationMs\n  }\n"): (typeof documents)["\n  fragment RequestLogRow on RequestLog {\n    id\n    at\n    apiKey {\n      id\n      name\n      start\n      lastFour\n    }\n    operationName\n    operationType\n    rootFields\n    method\n    endpoint\n    campaign {\n      id\n      name\n    }\n    statusCode\n    errorCode\n    reason\n    durationMs\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RequestLogs($filter: RequestLogFilter, $after: String) {\n    requestLogs(filter: $filter, first: 25, after: $after) {\n      nodes {\n        ...RequestLogRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query RequestLogs($filter: RequestLogFilter, $after: String) {\n    requestLogs(filter: $filter, first: 25, after: $after) {\n      nodes {\n        ...RequestLogRow\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RequestStats($filter: RequestLogFilter, $intervalSeconds: Int) {\n    requestStats(filter: $filter, intervalSeconds: $intervalSeconds) {\n      total\n      errors\n      successRate\n      averageMs\n      buckets {\n        at\n        total\n        errors\n      }\n    }\n  }\n"): (typeof documents)["\n  query RequestStats($filter: RequestLogFilter, $intervalSeconds: Int) {\n    requestStats(filter: $filter, intervalSeconds: $intervalSeconds) {\n      total\n      errors\n      successRate\n      averageMs\n      buckets {\n        at\n        total\n        errors\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query KeyChoices {\n    apiKeys(first: 100) {\n      nodes {\n        id\n        name\n        start\n        status\n      }\n    }\n  }\n"): (typeof documents)["\n  query KeyChoices {\n    apiKeys(first: 100) {\n      nodes {\n        id\n        name\n        start\n        status\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      user {\n        id\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation SignIn($input: SignInInput!) {\n    signIn(input: $input) {\n      user {\n        id\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SignOut {\n    signOut {\n      signedOut\n    }\n  }\n"): (typeof documents)["\n  mutation SignOut {\n    signOut {\n      signedOut\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WorkspaceShell {\n    context {\n      workspace {\n        id\n        name\n        slug\n      }\n      scopes\n      user {\n        id\n        email\n        name\n        role\n        isPlatformAdmin\n      }\n    }\n    workspaces {\n      workspace {\n        id\n        name\n        slug\n      }\n    }\n  }\n"): (typeof documents)["\n  query WorkspaceShell {\n    context {\n      workspace {\n        id\n        name\n        slug\n      }\n      scopes\n      user {\n        id\n        email\n        name\n        role\n        isPlatformAdmin\n      }\n    }\n    workspaces {\n      workspace {\n        id\n        name\n        slug\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Home {\n    context {\n      user {\n        id\n        isPlatformAdmin\n      }\n    }\n    workspaces {\n      workspace {\n        id\n        slug\n      }\n    }\n  }\n"): (typeof documents)["\n  query Home {\n    context {\n      user {\n        id\n        isPlatformAdmin\n      }\n    }\n    workspaces {\n      workspace {\n        id\n        slug\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateWorkspace($input: CreateWorkspaceInput!) {\n    createWorkspace(input: $input) {\n      workspace {\n        id\n        slug\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateWorkspace($input: CreateWorkspaceInput!) {\n    createWorkspace(input: $input) {\n      workspace {\n        id\n        slug\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;
