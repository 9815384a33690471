import { graphql } from "./generated/gql.js";

/**
 * How many alerts nobody has acknowledged yet. Pages that show alerts ask for the same beside their
 * own, so that the navigation and they never say different numbers.
 */
export const OpenAlertsDocument = graphql(`
  query OpenAlerts {
    ...OpenAlertCount
  }
`);

// The same arguments wherever it is asked for, and so one place in the cache.
graphql(`
  fragment OpenAlertCount on Query {
    open: alerts(filter: { status: OPEN }, first: 1) {
      totalCount
    }
  }
`);
