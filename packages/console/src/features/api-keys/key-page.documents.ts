import { graphql } from "../../api/generated/gql.js";

// One of a key's secrets, as its page lists it.
graphql(`
  fragment ApiKeySecretRow on ApiKeySecret {
    id
    start
    lastFour
    createdAt
    firstUsedAt
    lastUsedAt
    lastUsedIp
    lastUsedUserAgent
    closesAt
  }
`);

/** Everything a key's own page shows of it. */
export const ApiKeyPageDocument = graphql(`
  query ApiKeyPage($id: ID!) {
    apiKey(id: $id) {
      ...ApiKeyRow
      effectiveScopes
      secrets {
        ...ApiKeySecretRow
      }
    }
  }
`);

/** What is to be looked at of a key. */
export const KeyAlertsDocument = graphql(`
  query KeyAlerts($id: ID!) {
    apiKey(id: $id) {
      id
      alerts {
        id
        severity
        status
        title
        openedAt
        acknowledgedBy
      }
    }
  }
`);

/** A key's newest requests, and its newest refusals with their true reasons. */
export const KeyRequestsDocument = graphql(`
  query KeyRequests($filter: RequestLogFilter, $refusals: RequestLogFilter) {
    requests: requestLogs(filter: $filter, first: 10) {
      nodes {
        ...KeyRequestRow
      }
    }
    refusals: requestLogs(filter: $refusals, first: 25) {
      nodes {
        ...KeyRequestRow
      }
    }
  }
`);

// A request as the key's page lists it.
graphql(`
  fragment KeyRequestRow on RequestLog {
    id
    at
    operationName
    rootFields
    statusCode
    errorCode
    reason
    ip
    durationMs
  }
`);

/** What would become of a request with a key, check by check. */
export const ExplainAccessDocument = graphql(`
  query ExplainAccess($keyId: ID!, $operation: String, $address: String, $at: DateTimeISO) {
    explainAccess(keyId: $keyId, operation: $operation, address: $address, at: $at) {
      isAllowed
      checks {
        name
        title
        isPassed
        reason
        remedy
      }
    }
  }
`);

/** A rotated-out secret stops now. */
export const CloseApiKeySecretDocument = graphql(`
  mutation CloseApiKeySecret($input: CloseApiKeySecretInput!) {
    closeApiKeySecret(input: $input) {
      apiKey {
        id
        version
      }
    }
  }
`);

/** A rotated-out secret goes on for longer. */
export const ExtendApiKeySecretDocument = graphql(`
  mutation ExtendApiKeySecret($input: ExtendApiKeySecretInput!) {
    extendApiKeySecret(input: $input) {
      apiKey {
        id
        version
      }
    }
  }
`);
