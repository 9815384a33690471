import { graphql } from "../../api/generated/gql.js";

// What a row of the alerts shows; documents name it.
graphql(`
  fragment AlertRow on Alert {
    id
    kind
    severity
    status
    title
    count
    openedAt
    lastSeenAt
    acknowledgedAt
    acknowledgedBy
    closedAt
    closedReason
    apiKeyId
    apiKey {
      id
      name
      start
      lastFour
    }
  }
`);

/** One page of the workspace's alerts, newest first. */
export const AlertsDocument = graphql(`
  query Alerts($filter: AlertFilter, $first: Int!, $after: String) {
    alerts(filter: $filter, first: $first, after: $after) {
      nodes {
        ...AlertRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
    ...OpenAlertCount
  }
`);

// What can change of an alert while somebody looks at it.
graphql(`
  fragment AlertState on Alert {
    id
    status
    lastSeenAt
    count
    acknowledgedAt
    acknowledgedBy
    note
    closedAt
    closedReason
  }
`);

/** One alert, with what explains it. */
export const AlertDocument = graphql(`
  query Alert($id: ID!) {
    alert(id: $id) {
      ...AlertRow
      ...AlertState
      subject
      meaning
      advice
      closes
      isPlatformWide
      facts {
        observed
        expected
        threshold
        from
        to
      }
      apiKey {
        id
        scopes
        status
        owner {
          id
          name
        }
      }
      requestLogFilter {
        apiKeyId
        ip
        errorCode
        from
        to
      }
      requests(first: 10) {
        nodes {
          ...AlertRequestRow
        }
        totalCount
      }
    }
  }
`);

// A request behind an alert.
graphql(`
  fragment AlertRequestRow on RequestLog {
    id
    at
    operationName
    rootFields
    statusCode
    reason
    ip
    apiKey {
      id
      name
    }
  }
`);

/** Says that somebody knows of an alert. */
export const AcknowledgeAlertDocument = graphql(`
  mutation AcknowledgeAlert($input: AcknowledgeAlertInput!) {
    acknowledgeAlert(input: $input) {
      alert {
        ...AlertState
      }
    }
  }
`);
