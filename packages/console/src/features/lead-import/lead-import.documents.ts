import { graphql } from "../../api/generated/gql.js";

/** One request of an import, or of its rehearsal. */
export const ImportLeadsDocument = graphql(`
  mutation ImportLeads($input: UpsertLeadsInput!) {
    upsertLeads(input: $input) {
      results {
        index
        outcome
        message
      }
    }
  }
`);
