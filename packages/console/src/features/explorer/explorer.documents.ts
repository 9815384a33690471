import { graphql } from "../../api/generated/gql.js";

/** What the operation being written needs and costs. */
export const ExplainOperationDocument = graphql(`
  query ExplainOperation($input: ExplainOperationInput!) {
    explainOperation(input: $input) {
      operationType
      operationName
      isOpen
      scopes {
        scope
        fields
        isHeld
      }
      keyScopes
      missingScopes
      units
      limits {
        name
        used
        max
      }
    }
  }
`);

/** Something of the workspace for the examples to ask for. */
export const SampleIdsDocument = graphql(`
  query SampleIds {
    campaigns(first: 1) {
      nodes {
        id
      }
    }
    leads(first: 1) {
      nodes {
        id
      }
    }
    lists(first: 1) {
      nodes {
        id
      }
    }
    conversations(first: 1) {
      nodes {
        id
      }
    }
  }
`);
