import { graphql } from "./generated/gql.js";

/** Campaigns a key can be limited to, and how many fit the filter. */
export const CampaignChoicesDocument = graphql(`
  query CampaignChoices($filter: CampaignFilter) {
    campaigns(filter: $filter, first: 50) {
      nodes {
        id
        name
      }
      totalCount
    }
  }
`);

/** One campaign, by its id. */
export const ChosenCampaignDocument = graphql(`
  query ChosenCampaign($id: ID!) {
    campaign(id: $id) {
      id
      name
    }
  }
`);
