import { graphql } from "../../api/generated/gql.js";

// What a row of the leads shows; documents name it.
graphql(`
  fragment LeadRow on Lead {
    id
    name
    email
    phone
    company
    status
    createdAt
    campaign {
      id
      name
    }
    lists(first: 3) {
      id
      name
    }
  }
`);

/** One page of the leads under a filter, and how many fit it. */
export const LeadsDocument = graphql(`
  query Leads($filter: LeadFilter, $order: ListOrder!, $first: Int!, $after: String) {
    leads(filter: $filter, order: $order, first: $first, after: $after) {
      nodes {
        ...LeadRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

// Everything there is to know of a lead; documents name it.
graphql(`
  fragment LeadDetails on Lead {
    id
    externalId
    name
    email
    phone
    company
    title
    source
    status
    notes
    customFields
    version
    createdAt
    updatedAt
    campaign {
      id
      name
    }
    contact {
      id
      name
    }
    allLists: lists(first: 100) {
      id
      name
    }
  }
`);

/** One lead, and what was written with it last. */
export const LeadDocument = graphql(`
  query Lead($id: ID!) {
    lead(id: $id) {
      ...LeadDetails
    }
    conversations(filter: { leadId: $id }, first: 5) {
      nodes {
        id
        channel
        subject
        messageCount
        updatedAt
      }
      totalCount
    }
  }
`);

/** Lists to choose from, and how many fit the filter. */
export const ListChoicesDocument = graphql(`
  query ListChoices($filter: LeadListFilter) {
    lists(filter: $filter, first: 50) {
      nodes {
        id
        name
      }
      totalCount
    }
  }
`);

/** One list, by its id. */
export const ChosenListDocument = graphql(`
  query ChosenList($id: ID!) {
    list(id: $id) {
      id
      name
    }
  }
`);
