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
    ip
  }
`);

/** One page of the log, newest first. */
export const RequestLogsDocument = graphql(`
  query RequestLogs($filter: RequestLogFilter, $after: String) {
    requestLogs(filter: $filter, first: 100, after: $after) {
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

/** Whether the workspace's keys were ever used. */
export const AnyRequestDocument = graphql(`
  query AnyRequest {
    requestLogs(first: 1) {
      nodes {
        id
      }
    }
  }
`);

/** The figures over the same requests, those of the span before, and their course over time. */
export const RequestStatsDocument = graphql(`
  query RequestStats($filter: RequestLogFilter, $intervalSeconds: Int) {
    requestStats(filter: $filter, intervalSeconds: $intervalSeconds) {
      total
      errors
      successRate
      averageMs
      p50Ms
      p95Ms
      p99Ms
      previous {
        total
        errors
        successRate
        averageMs
      }
      buckets {
        at
        total
        errors
        p50Ms
        p95Ms
        p99Ms
      }
    }
  }
`);

/** Which keys, operations, addresses and errors the requests are of. */
export const RequestGroupsDocument = graphql(`
  query RequestGroups($filter: RequestLogFilter) {
    requestStats(filter: $filter) {
      keys: groups(by: API_KEY, first: 5) {
        ...RequestGroupRow
      }
      operations: groups(by: OPERATION, first: 5) {
        ...RequestGroupRow
      }
      addresses: groups(by: ADDRESS, first: 5) {
        ...RequestGroupRow
      }
      errors: groups(by: ERROR_CODE, first: 6) {
        ...RequestGroupRow
      }
    }
  }
`);

// What the top lists show of a group; the document names it.
graphql(`
  fragment RequestGroupRow on RequestGroup {
    value
    apiKey {
      id
      name
    }
    figures {
      total
      errors
      p95Ms
    }
  }
`);

/** The requests hour by hour. */
export const RequestHoursDocument = graphql(`
  query RequestHours($filter: RequestLogFilter) {
    requestStats(filter: $filter, intervalSeconds: 3600) {
      buckets {
        at
        total
        errors
      }
    }
  }
`);
