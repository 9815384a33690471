import { graphql } from "../../api/generated/gql.js";

// What a row of the key table shows; documents name it.
graphql(`
  fragment ApiKeyRow on ApiKey {
    id
    name
    description
    environment
    start
    lastFour
    scopes
    campaign {
      id
      name
    }
    status
    owner {
      id
      name
      email
    }
    createdAt
    lastUsedAt
    lastUsedIp
    lastUsedUserAgent
    rotatedAt
    expiresAt
    revokedAt
    ipAllowlist
    rateLimits {
      windowSeconds
      limit
    }
    version
  }
`);

/** One page of the workspace's keys, newest first; with what is to be looked at of each, for who may read it. */
export const ApiKeysDocument = graphql(`
  query ApiKeys($filter: ApiKeyFilter, $after: String, $withAlerts: Boolean!) {
    apiKeys(filter: $filter, first: 50, after: $after) {
      nodes {
        ...ApiKeyRow
        alerts @include(if: $withAlerts) {
          id
          severity
          status
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

/** Makes a key; the answer holds its secret, so it is asked for outside the cache. */
export const CreateApiKeyDocument = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      apiKey {
        id
        name
        scopes
      }
      secret
    }
  }
`);

/** Who a key can belong to. */
export const OwnerChoicesDocument = graphql(`
  query OwnerChoices {
    members {
      id
      name
      email
      role
      isPlatformAdmin
    }
  }
`);
