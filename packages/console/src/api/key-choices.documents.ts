import { graphql } from "./generated/gql.js";

/** Keys to choose from, and how many fit the filter. */
export const KeyChoicesDocument = graphql(`
  query KeyChoices($filter: ApiKeyFilter) {
    apiKeys(filter: $filter, first: 50) {
      nodes {
        id
        name
        start
      }
      totalCount
    }
  }
`);
