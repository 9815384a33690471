import { graphql } from "../../api/generated/gql.js";

/** The addresses and programs that used keys in the last 7 days. */
export const RecentClientsDocument = graphql(`
  query RecentClients($ids: [ID!]!) {
    apiKeys(filter: { ids: $ids }, first: 100) {
      nodes {
        id
        recentClientCount
        recentClients {
          address
          userAgent
          lastSeenAt
          requests
          refusals
        }
      }
    }
  }
`);

/** The address this browser is seen with. */
export const OwnAddressDocument = graphql(`
  query OwnAddress {
    context {
      address
    }
  }
`);

/** A key as it is now, to compare with what somebody was editing. */
export const CurrentApiKeyDocument = graphql(`
  query CurrentApiKey($id: ID!) {
    apiKey(id: $id) {
      ...ApiKeyRow
    }
  }
`);

/** Changes what can be changed of a key. */
export const UpdateApiKeyDocument = graphql(`
  mutation UpdateApiKey($input: UpdateApiKeyInput!) {
    updateApiKey(input: $input) {
      apiKey {
        ...ApiKeyRow
      }
    }
  }
`);

/** Gives a key a new secret; the answer holds it, so it is asked for outside the cache. */
export const RotateApiKeyDocument = graphql(`
  mutation RotateApiKey($input: RotateApiKeyInput!) {
    rotateApiKey(input: $input) {
      apiKey {
        id
        name
        scopes
      }
      secret
    }
  }
`);

/** A deactivated key works again. */
export const ActivateApiKeyDocument = graphql(`
  mutation ActivateApiKey($input: ActivateApiKeyInput!) {
    activateApiKey(input: $input) {
      apiKey {
        ...ApiKeyRow
      }
    }
  }
`);

/** Stops a key until it is activated. */
export const DeactivateApiKeyDocument = graphql(`
  mutation DeactivateApiKey($input: DeactivateApiKeyInput!) {
    deactivateApiKey(input: $input) {
      apiKey {
        ...ApiKeyRow
      }
    }
  }
`);

/** Ends a key for good. */
export const RevokeApiKeyDocument = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      apiKey {
        ...ApiKeyRow
      }
    }
  }
`);

/** Ends a key and takes it off the list. */
export const DeleteApiKeyDocument = graphql(`
  mutation DeleteApiKey($input: DeleteApiKeyInput!) {
    deleteApiKey(input: $input) {
      apiKey {
        id
      }
    }
  }
`);
