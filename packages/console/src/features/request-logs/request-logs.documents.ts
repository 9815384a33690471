import { graphql } from "../../api/generated/gql.js";

// What a row of the log shows; documents name it.
graphql(`
  fragment RequestLogRow on RequestLog {
    id
    at
    apiKey {
      id
      name
      start
      lastFour
    }
    operationName
    operationType
    rootFields
    method
    endpoint
    campaign {
      id
      name
    }
    statusCode
    errorCode
    reason
    durationMs
  }
`);

/** One page of the log, newest first. */
export const RequestLogsDocument = graphql(`
  query RequestLogs($filter: RequestLogFilter, $after: String) {
    requestLogs(filter: $filter, first: 25, after: $after) {
      nodes {
        ...RequestLogRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** The figures over the same requests, and their course over time. */
export const RequestStatsDocument = graphql(`
  query RequestStats($filter: RequestLogFilter, $intervalSeconds: Int) {
    requestStats(filter: $filter, intervalSeconds: $intervalSeconds) {
      total
      errors
      successRate
      averageMs
      buckets {
        at
        total
        errors
      }
    }
  }
`);
