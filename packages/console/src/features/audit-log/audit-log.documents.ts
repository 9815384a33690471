import { graphql } from "../../api/generated/gql.js";

// What a row of the audit log shows; documents name it.
graphql(`
  fragment AuditEventRow on AuditEvent {
    id
    sequence
    at
    actorKind
    actorName
    ip
    action
    subjectKind
    subjectId
    subjectName
    before
    after
  }
`);

/** One page of the audit log, newest first. */
export const AuditEventsDocument = graphql(`
  query AuditEvents($filter: AuditEventFilter, $first: Int!, $after: String) {
    auditEvents(filter: $filter, first: $first, after: $after) {
      nodes {
        ...AuditEventRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

/** Whether the log is as it was recorded. */
export const AuditVerificationDocument = graphql(`
  query AuditVerification {
    auditVerification {
      isWhole
      events
      brokenAt
      problem
    }
  }
`);

/** The members that the audit log can be narrowed to. */
export const MemberChoicesDocument = graphql(`
  query MemberChoices {
    members {
      id
      email
    }
  }
`);
