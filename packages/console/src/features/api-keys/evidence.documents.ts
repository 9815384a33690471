import { graphql } from "../../api/generated/gql.js";

/** Which of its scopes a key used in the last 30 days. */
export const ScopeUseDocument = graphql(`
  query ScopeUse($id: ID!) {
    apiKey(id: $id) {
      id
      scopeUse {
        since
        narrowedScopes
        scopes {
          scope
          isUsed
          requests
          lastUsedAt
        }
      }
    }
  }
`);

/** What a change would have done to the requests that a key sent in the last 30 days. */
export const RehearsalDocument = graphql(`
  query Rehearsal($input: RehearseApiKeyInput!) {
    rehearseApiKey(input: $input) {
      requests
      refused
      since
      isPartial
      refusals {
        check
        missingScopes
        operationName
        rootFields
        ip
        userAgent
        requests
      }
    }
  }
`);
