import { graphql } from "../../api/generated/gql.js";

/** One request with its whole story. */
export const RequestStoryDocument = graphql(`
  query RequestStory($id: ID!) {
    requestLog(id: $id) {
      ...RequestLogRow
      ip
      userAgent
      decisionId
      failedCheck
      units
      admissionMs
      executionMs
      scopesNeeded
      scopesHeld
      story {
        name
        title
        outcome
        reason
        remedy
      }
    }
  }
`);
